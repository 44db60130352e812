from contextlib import suppress
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schemas.codes import Code
from schemas.outcomes import Fault
from worker.reading.query import moment

NOW = datetime(2025, 8, 23, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("words", "ago"),
    [
        ("90s", timedelta(seconds=90)),
        ("10m", timedelta(minutes=10)),
        (" 2 h ", timedelta(hours=2)),
        ("3d", timedelta(days=3)),
        ("1w", timedelta(weeks=1)),
        ("2025-08-23", timedelta(hours=12)),
        ("2025-08-23T11:00", timedelta(hours=1)),
        ("2025-08-23T12:00:00+09:00", timedelta(hours=9)),
    ],
)
def test_a_time_is_a_span_ago_or_a_date(words, ago):
    assert moment(words, NOW) == NOW - ago


@pytest.mark.parametrize("words", ["", "yesterday", "-1h", "1.5h", "2025-13-01", "999999w", "9999999s", "１h\u0000"])
def test_anything_else_is_bad_input(words):
    with pytest.raises(Fault) as caught:
        moment(words, NOW)
    assert caught.value.code is Code.BAD_INPUT


@given(st.text(max_size=12))
def test_no_words_are_a_stray_exception(words):
    with suppress(Fault):
        assert moment(words, NOW).tzinfo is not None
