from datetime import UTC, datetime, timedelta

import pytest

from worker.logs.filters import Filter, compile_grep, parse_since

NOW = datetime(2025, 8, 23, 12, tzinfo=UTC)
LINE = {
    "level": "warning",
    "event": "feed.failed",
    "task": "tasks.fetch_feed",
    "feed": "0f1e2d3c-5f5b-5a0e-9a3a-2d2f6c1f0b57",
    "url": "https://www.example.com/feed.xml",
    "host": "www.example.com",
    "trace": "aaaa1111-5f5b-5a0e-9a3a-2d2f6c1f0b57",
    "detail": "no answer from Tokyo",
    "attempt": 3,
}


@pytest.mark.parametrize(
    "wanted",
    [
        Filter(),
        Filter(task="fetch_feed"),
        Filter(task="tasks.fetch_*"),
        Filter(feed="0f1e2d3c"),
        Filter(feed="example.com/feed"),
        Filter(host="example.com"),
        Filter(host="WWW.example.com"),
        Filter(host="*.com"),
        Filter(level="warning"),
        Filter(event="feed.*"),
        Filter(event="feed.failed"),
        Filter(trace="aaaa"),
        Filter(grep=compile_grep("tokyo")),
        Filter(grep=compile_grep("no .* Tokyo")),
        Filter(grep=compile_grep("^warning feed")),
    ],
)
def test_a_line_is_wanted(wanted):
    assert wanted.accepts(LINE)


@pytest.mark.parametrize(
    "unwanted",
    [
        Filter(task="fetch"),
        Filter(task="fetch_page"),
        Filter(feed="1e2d"),
        Filter(host="ample.com"),
        Filter(level="error"),
        Filter(event="feed"),
        Filter(trace="1111"),
        Filter(grep=compile_grep("TOKYO")),
        Filter(task="fetch_feed", level="error"),
    ],
)
def test_a_line_is_not_wanted(unwanted):
    assert not unwanted.accepts(LINE)


def test_lines_without_the_key_are_not_wanted():
    assert not any(
        wanted.accepts({"level": "info"}) for wanted in (Filter(task="*x"), Filter(feed="a"), Filter(trace="a"))
    )


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("90s", NOW - timedelta(seconds=90)),
        ("10m", NOW - timedelta(minutes=10)),
        ("2 h", NOW - timedelta(hours=2)),
        ("3d", NOW - timedelta(days=3)),
        ("999999999d", datetime.fromtimestamp(0, UTC)),
        ("2025-08-23", datetime(2025, 8, 23, tzinfo=UTC)),
        ("2025-08-23T09:00:00Z", datetime(2025, 8, 23, 9, tzinfo=UTC)),
        ("2025-08-23T18:00+09:00", datetime(2025, 8, 23, 9, tzinfo=UTC)),
    ],
)
def test_ages_and_moments_are_read(text, moment):
    assert parse_since(text, NOW) == moment


@pytest.mark.parametrize("text", ["yesterday", "10", "m", "-5m", "10 weeks", "99999999999999999999s"])
def test_other_words_are_refused(text):
    with pytest.raises(ValueError, match="isoformat"):
        parse_since(text, NOW)
