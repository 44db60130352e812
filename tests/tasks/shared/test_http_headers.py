from datetime import UTC, datetime

import pytest

from tasks.shared.http_headers import freshness_floor, media_type, retry_after

NOW = datetime(2026, 1, 1, 12, tzinfo=UTC)
DAY = 86_400
HOUR_LATER = "Thu, 01 Jan 2026 13:00:00 GMT"


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        ("120", 120),
        (" 120 ", 120),
        (HOUR_LATER, 3600),
        ("Thursday, 01-Jan-26 13:00:00 GMT", 3600),
        ("Thu, 01 Jan 2026 14:00:00 +0100", 3600),
        ("1000000000000", 31 * DAY),
        ("9" * 100_000, 31 * DAY),
        ("Fri, 01 Jan 2100 00:00:00 GMT", 31 * DAY),
        ("0", None),
        ("-5", None),
        ("Thu, 01 Jan 2026 11:00:00 GMT", None),
        ("soon", None),
        ("1.5", None),
        ("٣", None),
        ("", None),
        ("Thu, 99 Jan 2026 13:00:00 GMT", None),
        ("Thu, 01 Jan 99999 13:00:00 GMT", None),
        ("Mon, " * 1000, None),
    ],
)
def test_retry_after_is_read_in_both_forms(value, seconds):
    assert retry_after({"retry-after": value}, NOW) == seconds


def test_no_retry_after_is_none():
    assert retry_after({}, NOW) is None


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        ({}, 0),
        ({"cache-control": "max-age=600"}, 600),
        ({"cache-control": 'public, Max-Age="600", must-revalidate'}, 600),
        ({"cache-control": "max-age=600", "age": "100"}, 500),
        ({"cache-control": "max-age=600", "age": "1000"}, 0),
        ({"cache-control": "max-age=600, no-cache"}, 0),
        ({"cache-control": "no-store"}, 0),
        ({"cache-control": "max-age=-1"}, 0),
        ({"cache-control": "max-age=x", "expires": HOUR_LATER}, 0),
        ({"cache-control": "max-age=99999999999999999999"}, DAY),
        ({"cache-control": "max-age=600", "expires": HOUR_LATER}, 600),
        ({"expires": HOUR_LATER}, 3600),
        ({"expires": HOUR_LATER, "date": "Thu, 01 Jan 2026 12:30:00 GMT"}, 1800),
        ({"expires": HOUR_LATER, "date": "Thu, 01 Jan 2026 13:30:00 GMT"}, 0),
        ({"expires": "0"}, 0),
        ({"expires": "-1"}, 0),
        ({"age": "9" * 50, "cache-control": "max-age=10"}, 0),
    ],
)
def test_freshness_is_a_floor_of_at_most_a_day(headers, seconds):
    assert freshness_floor(headers, NOW) == seconds


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("text/html; charset=UTF-8", ("text/html", "utf-8")),
        ("Text/HTML", ("text/html", None)),
        ("application/rss+xml;version=2; charset='koi8-r'", ("application/rss+xml", "koi8-r")),
        ('text/xml; charset="utf-8"; charset=x', ("text/xml", "utf-8")),
        ("text/xml; charset=", ("text/xml", None)),
        ("", ("", None)),
        (";;;", ("", None)),
    ],
)
def test_media_types_are_split_from_their_charset(value, expected):
    assert media_type({"content-type": value}) == expected


def test_no_content_type_is_empty():
    assert media_type({}) == ("", None)
