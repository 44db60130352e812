import json

from worker.logs.lines import as_columns, as_json, as_values, ordered, timestamp

EVENT = {
    "ts": "2025-08-23T09:00:00.123Z",
    "level": "warning",
    "event": "feed.failed",
    "process": "fetch",
    "pid": 7,
    "trace": "0f1e2d3c-5f5b-5a0e-9a3a-2d2f6c1f0b57",
    "detail": 'no "answer"',
    "attempt": 2,
}


def test_leading_keys_come_first_and_others_keep_their_order():
    assert list(ordered({"b": 1, "code": 2, "a": 3, "ts": 4})) == ["ts", "code", "b", "a"]


def test_a_line_of_json_is_ascii():
    line = as_json({"slug": "Lee–Ishiba"})
    assert line.isascii()
    assert json.loads(line) == {"slug": "Lee–Ishiba"}


def test_columns_are_time_level_process_event_then_pairs_with_short_ids():
    assert as_columns(EVENT) == (
        '09:00:00.123 warning fetch    feed.failed          trace=0f1e2d3c detail="no \\"answer\\"" attempt=2'
    )


def test_colour_only_adds_escape_codes():
    coloured = as_columns(EVENT, colour=True)
    assert "\x1b[33mwarning" in coloured
    assert len(coloured) > len(as_columns(EVENT))


def test_columns_of_a_hostile_line_hold_no_control_character():
    shown = as_columns({"ts": "\x1b[2J", "level": "\n", "event": "\x07", "k\x1b": "\x9b", "nested": {"a": "\x85"}})
    assert shown.isprintable()


def test_an_error_reads_as_one_phrase():
    assert "error=ValueError: bad (a.py:1 f > b.py:2 g)" in as_columns(
        {"error": {"type": "ValueError", "message": "bad", "stack": ["a.py:1 f", "b.py:2 g"]}}
    )


def test_values_alone_are_whole():
    assert as_values({"trace": EVENT["trace"], "n": 1}) == EVENT["trace"] + "  1"


def test_moments_have_milliseconds_and_a_z():
    assert timestamp(0.25) == "1970-01-01T00:00:00.250Z"
