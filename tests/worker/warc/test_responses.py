import gzip
import zlib
from datetime import UTC, datetime

import brotli
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from support.archives import PAGE, answer, page, record, zipped

from schemas.codes import Code
from worker.warc import captures
from worker.warc import record as records
from worker.warc import source as sources

INFO = record(b"software: x\r\n", kind="warcinfo", mime="application/warc-fields", WARC_Target_URI=None)
CHUNKS = b"5\r\n" + PAGE[:5] + b"\r\n%x;a=b\r\n" % len(PAGE[5:]) + PAGE[5:] + b"\r\n0\r\n\r\n"


@pytest.fixture
def read(tmp_path):
    def of(data):
        path = tmp_path / "a.warc"
        path.write_bytes(data)
        return list(captures(path))

    return of


def urls(found):
    return [capture.url for capture in found if capture.problem is None]


def problems(found):
    return [(capture.number, capture.problem.code) for capture in found if capture.problem]


@pytest.mark.parametrize("pack", [b"".join, lambda parts: zipped(*parts), lambda parts: gzip.compress(b"".join(parts))])
def test_pages_are_read_plain_or_packed_by_record_or_as_a_whole(read, pack):
    first, second = read(pack([INFO, page(1), page(2)]))
    assert (first.number, first.url, first.body, first.charset) == (2, "https://news.example/1", PAGE, "utf-8")
    assert first.fetched == datetime(2020, 2, 3, 4, 5, 6, tzinfo=UTC)
    assert second.number == 3


@pytest.mark.parametrize(
    "other",
    [
        record(b"GET / HTTP/1.1\r\n\r\n", kind="request", mime="application/http; msgtype=request"),
        record(b"", kind="revisit"),
        record(b"x", kind="metadata", mime="text/plain"),
        record(PAGE, kind="resource", mime="text/html"),
        record(answer(status="404 Not Found")),
        record(answer(b"", status="301 Moved", Location="/x")),
        record(answer(b"%PDF", mime="application/pdf")),
        record(b"", url="dns:news.example", mime="text/dns"),
        record(answer(), url="ftp://news.example/"),
    ],
)
def test_all_that_is_no_page_is_passed_over(read, other):
    assert [capture.number for capture in read(other + page(1))] == [2]


@pytest.mark.parametrize(
    ("sent", "headers"),
    [
        (gzip.compress(PAGE), {"Content_Encoding": "gzip"}),
        (brotli.compress(PAGE), {"Content_Encoding": "br"}),
        (zlib.compress(PAGE), {"Content_Encoding": "deflate"}),
        (PAGE, {"Content_Encoding": "gzip"}),
        (CHUNKS, {"Transfer_Encoding": "chunked"}),
        (PAGE, {"Transfer_Encoding": "chunked"}),
    ],
    ids=["gzip", "brotli", "deflate", "gzip undone", "chunked", "chunked undone"],
)
def test_what_the_transport_did_is_undone_unless_the_crawler_did_so(read, sent, headers):
    (capture,) = read(record(answer(sent, **headers)))
    assert capture.body == PAGE


def test_the_address_may_stand_in_angle_brackets(read):
    (capture,) = read(record(answer(), url="<https://news.example/b?utm_source=x>"))
    assert capture.url == "https://news.example/b?utm_source=x"
    assert capture.identity == "https://news.example/b"


@pytest.mark.parametrize("date", ["", "yesterday", "9999-01-01T00:00:00Z", "0001-01-01T00:00:00+14:00", "2" * 9_000])
def test_a_date_that_cannot_be_is_none(read, date):
    (capture,) = read(record(answer(), WARC_Date=date))
    assert capture.fetched is None


@pytest.mark.parametrize(
    ("bad", "code"),
    [
        (record(answer(gzip.compress(PAGE)[:-9], Content_Encoding="gzip")), Code.BAD_ENCODING),
        (record(answer(gzip.compress(b" " * 5_000_001), Content_Encoding="gzip")), Code.TOO_LARGE),
        (record(answer(b"x", Content_Encoding="rot13")), Code.BAD_ENCODING),
        (record(answer(b" \n")), Code.EMPTY_PAGE),
        (record(b"SMTP\r\n\r\n"), Code.BAD_RESPONSE),
        (record(b"HTTP/1.1 200 OK\r\n"), Code.BAD_RESPONSE),
        (record(b""), Code.BAD_RESPONSE),
        (record(answer(), url="http://[bad/"), Code.BAD_URL),
        (record(answer(), WARC_Segment_Number="1"), Code.BAD_INPUT),
        (record(b" " * (records.MAX_CONTENT + 1)), Code.TOO_LARGE),
        (record(answer(), Content_Length="-1"), Code.BAD_INPUT),
        (record(answer(), Content_Length="9" * 5_000), Code.BAD_INPUT),
        (record(answer(), Content_Length=None), Code.BAD_INPUT),
        (record(answer(), **{f"X{number}": "y" for number in range(200)}), Code.BAD_INPUT),
        (record(answer(), X="y" * 20_000), Code.BAD_INPUT),
        (b"no record\r\n\r\n", Code.BAD_INPUT),
        (b"\n" * 99 + b"\r\n\r\n", Code.BAD_INPUT),
    ],
)
@pytest.mark.parametrize("pack", [b"".join, lambda parts: zipped(*parts)], ids=["plain", "gzip"])
def test_a_bad_record_is_said_and_the_next_is_read(read, bad, code, pack):
    found = read(pack([page(1), bad, page(3)]))
    assert urls(found) == ["https://news.example/1", "https://news.example/3"]
    assert problems(found) == [(2, code)]


def test_a_file_that_is_cut_is_read_as_far_as_it_goes(read):
    for data in (page(1) + page(2), zipped(page(1), page(2))):
        found = read(data[:-40])
        assert urls(found) == ["https://news.example/1"]
        assert problems(found) == [(2, Code.BAD_INPUT)]


def test_broken_bytes_in_a_packed_file_cost_their_record_only(read):
    parts = [gzip.compress(page(number)) for number in (1, 2, 3)]
    broken = parts[1][:30] + b"\xff" * 20 + parts[1][50:]
    found = read(parts[0] + broken + parts[2])
    assert urls(found) == ["https://news.example/1", "https://news.example/3"]
    assert problems(found)[0] == (2, Code.BAD_INPUT)


def test_what_a_page_says_is_never_a_record(read):
    """In a packed file the member's end bounds a record, whatever is wrong with its headers."""
    liar = record(answer(b"\r\n\r\n" + page("forged")), Content_Length="x")
    found = read(zipped(page(1), liar, page(3)))
    assert urls(found) == ["https://news.example/1", "https://news.example/3"]


@pytest.mark.parametrize("data", [b"", b"words", b"\x1f\x8b\x08", b"\x00" * 99, INFO, b"WARC/1.0", b"WARC/1.0\r\n\r\n"])
def test_a_file_without_pages_says_so_once(read, data):
    assert len(problems(read(data))) == 1


def test_a_file_that_unpacks_without_end_is_read_no_further(read, monkeypatch):
    monkeypatch.setattr(sources, "FREE_BYTES", 1_000_000)
    bomb = record(b" " * 30_000_000)
    found = read(zipped(page(1), bomb, page(3)))
    assert urls(found) == ["https://news.example/1"]
    assert problems(found) == [(2, Code.TOO_LARGE)]


def test_a_file_of_nothing_but_damage_is_given_up(read, monkeypatch):
    monkeypatch.setattr(records, "MAX_DAMAGE", 10)
    found = read(page(1) + b"\r\n\r\nWARC/1.0\r\nbad\r\n" * 50)
    assert len(problems(found)) <= 13
    assert "is not read" in found[-1].problem.detail


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60, deadline=None)
@given(st.binary(max_size=60), st.integers(0, 600), st.booleans())
def test_no_damage_is_a_stray_exception(read, noise, place, packed):
    data = zipped(page(1), page(2)) if packed else page(1) + page(2)
    for capture in read(data[:place] + noise + data[place + len(noise) :]):
        assert (capture.problem is None) == bool(capture.body)
