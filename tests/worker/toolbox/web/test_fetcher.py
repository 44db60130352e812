from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest

from schemas.codes import Code
from schemas.http import Validators
from schemas.outcomes import Reject, Retry


def test_a_plain_answer_comes_back_whole(wire, web_for, answer):
    server = wire(answer(b"hello", ETag='W/"1"', X_Twice="a"))
    got = web_for(server).get(f"{server.url}/feed?a=1#part", kind="feed")
    assert (got.status, got.body, got.url, got.moved_to) == (200, b"hello", f"{server.url}/feed?a=1", None)
    assert got.headers["etag"] == 'W/"1"'


def test_the_request_says_who_asks_and_what_for(wire, web_for, answer):
    server = wire(answer(b"x"))
    web_for(server).get(f"{server.url}/feed", kind="feed")
    request = server.requests[0]
    assert request.startswith("GET /feed HTTP/1.1\r\n")
    assert f"Host: 127.0.0.1:{server.port}\r\n" in request
    assert "User-Agent: Slugline/test (+https://x.example)\r\n" in request
    assert "Accept-Encoding: gzip, deflate, br, zstd\r\n" in request
    assert "application/rss+xml" in request
    assert "Cookie" not in request
    assert "Referer" not in request


@pytest.mark.parametrize("etag", ['W/"abc-\'1"', "unquoted", '"' + "x" * 4000 + '"', '"caf\xe9"'])
def test_validators_are_echoed_byte_for_byte(wire, web_for, answer, etag):
    server = wire(
        lambda connection, number: connection.sendall(
            answer(b"x", ETag=etag) if number == 1 else answer(status="304 Not Modified")
        )
    )
    web = web_for(server)
    first = web.get(server.url, kind="feed")
    second = web.get(
        server.url, kind="feed", validators=Validators(etag=first.headers["etag"], last_modified="some day")
    )
    assert second.not_modified
    assert f"If-None-Match: {etag}\r\n" in server.requests[1]
    assert "If-Modified-Since: some day\r\n" in server.requests[1]


def test_a_validator_with_control_characters_is_not_sent(wire, web_for, answer):
    server = wire(answer(b"x"))
    web_for(server).get(
        server.url, kind="feed", validators=Validators(etag='"a"\r\nX-Evil: 1', last_modified="\x1b[0m")
    )
    assert "If-None-Match" not in server.requests[0]
    assert "Evil" not in server.requests[0]


def test_a_304_that_nobody_asked_for_is_a_bad_response(failure, wire, web_for, answer):
    server = wire(answer(status="304 Not Modified"))
    assert failure(web_for(server), server.url).code is Code.BAD_RESPONSE


@pytest.mark.parametrize(
    "case",
    [
        ("410 Gone", (Reject, Code.GONE)),
        ("404 Not Found", (Retry, Code.NOT_FOUND)),
        ("401 Unauthorized", (Retry, Code.ACCESS_DENIED)),
        ("403 Forbidden", (Retry, Code.ACCESS_DENIED)),
        ("429 Too Many", (Retry, Code.RATE_LIMITED)),
        ("400 Bad", (Reject, Code.CLIENT_ERROR)),
        ("451 Legal", (Reject, Code.CLIENT_ERROR)),
        ("500 Oops", (Retry, Code.SERVER_ERROR)),
        ("503 Busy", (Retry, Code.SERVER_ERROR)),
        ("522 Edge", (Retry, Code.SERVER_ERROR)),
        ("204 No Content", (Retry, Code.BAD_RESPONSE)),
        ("206 Partial", (Retry, Code.BAD_RESPONSE)),
        ("302 Nowhere", (Retry, Code.BAD_RESPONSE)),
        ("999 Odd", (Retry, Code.BAD_RESPONSE)),
    ],
)
def test_each_status_has_its_outcome(failure, wire, web_for, answer, case):
    status, expected = case
    server = wire(answer(status=status))
    outcome = failure(web_for(server), server.url)
    assert (type(outcome), outcome.code) == expected
    assert outcome.detail.isprintable()


@pytest.mark.parametrize("status", ["429 Slow down", "503 Busy"])
def test_retry_after_is_kept_in_both_forms(failure, wire, web_for, answer, status):
    server = wire(answer(status=status, Retry_After="120"))
    assert failure(web_for(server), server.url).after == 120
    later = format_datetime(datetime.now(UTC) + timedelta(hours=2), usegmt=True)
    dated = wire(answer(status=status, Retry_After=later))
    assert 7100 < failure(web_for(dated), dated.url).after <= 7200
    wordy = wire(answer(status=status, Retry_After="soon"))
    assert failure(web_for(wordy), wordy.url).after is None
