import pytest

from worker.logs.failures import CAUSE_LIMIT, FRAME_LIMIT, describe


def _raised(function, kind):
    with pytest.raises(kind) as caught:
        function()
    return caught.value


def _fall(depth):
    return _fall(depth - 1) if depth else {}["title"]


def test_an_exception_has_type_message_and_innermost_frames():
    told = describe(_raised(lambda: _fall(50), KeyError))
    assert told["type"] == "KeyError"
    assert told["message"] == "'title'"
    assert len(told["stack"]) == FRAME_LIMIT
    assert told["stack"][-1].endswith(" _fall")


def _fail(depth=10):
    try:
        _fail(depth - 1) if depth else int("x")
    except (OSError, ValueError) as error:
        raise OSError(depth) from error


def test_causes_are_told_and_bounded():
    assert len(describe(_raised(_fail, OSError))["causes"]) == CAUSE_LIMIT


def test_no_exception_is_none():
    assert describe(None) is None
    assert describe((None, None, None)) is None
    assert describe(False) is None


def test_true_means_the_one_being_handled():
    try:
        _fall(0)
    except KeyError:
        assert describe(True)["message"] == "'title'"
