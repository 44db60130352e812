import re

import pytest

from schemas.codes import EXPLANATIONS, Code
from schemas.outcomes import Fault, Reject, Retry, Skip


def test_every_code_has_one_explanation():
    assert set(EXPLANATIONS) == set(Code)


@pytest.mark.parametrize("code", Code)
def test_an_explanation_is_a_sentence_and_a_fix(code):
    meaning, fix = EXPLANATIONS[code]
    assert re.fullmatch(r"[A-Z].*\.", meaning)
    assert re.fullmatch(r"[A-Z].*[.!]", fix)
    assert re.fullmatch(r"[a-z_]+", code.value)


@pytest.mark.parametrize("kind", [Retry, Skip, Reject])
def test_an_outcome_says_its_code_and_what_was_seen(kind):
    assert str(kind(Code.GONE)) == "gone"
    outcome = kind(Code.GONE, "410", after=3, article_id="a")
    assert str(outcome) == "gone: 410"
    assert (outcome.code, outcome.detail, outcome.after, outcome.article_id) == (Code.GONE, "410", 3, "a")


def test_a_fault_says_its_code_and_what_was_seen():
    assert str(Fault(Code.BAD_SETTING)) == "bad_setting"
    assert str(Fault(Code.BAD_SETTING, "X")) == "bad_setting: X"
