import pytest

from tasks.detect_segments.items import DATELINE, HEADING, RULE, RUN_IN
from tasks.detect_segments.prominence import WEIGHTS as PROMINENCE
from tasks.detect_segments.trees import load_model
from tasks.detect_segments.weights import WEIGHTS
from worker.reading.reasons import PEOPLE, cut_phrase, cut_reasons, principal_reasons
from worker.reading.show import excerpt


@pytest.mark.parametrize("name", sorted({*WEIGHTS, *load_model().features, "opens_page", "kind_faq", "kind_table"}))
def test_every_cue_of_a_cut_is_told_in_words(name):
    assert cut_phrase(name) != name.replace("_", " ")
    assert "{" not in cut_phrase(name)


@pytest.mark.parametrize("mark", [DATELINE, HEADING, RULE, RUN_IN])
def test_every_mark_of_a_round_up_is_told_in_words(mark):
    assert "round-up" in cut_phrase(f"item_{mark}")


def test_every_cue_of_a_principal_is_told_in_words():
    assert set(PROMINENCE) <= set(PEOPLE)


def test_the_strongest_reason_comes_first_for_or_against():
    cues = [{"name": "valley", "weight": 0.5, "detail": ""}, {"name": "room", "weight": -2.0}]
    assert [reason.weight for reason in cut_reasons(cues)] == [-2.0, 0.5]


def test_what_was_seen_comes_with_the_reason():
    (reason,) = cut_reasons([{"name": "closing_before", "weight": 0.9, "detail": "Share your views!"}])
    assert (reason.phrase, reason.detail) == ("a closing call ends the text before", "Share your views!")


def test_a_cue_of_another_version_is_told_by_its_name():
    assert principal_reasons([{"name": "cited_abroad", "weight": 1}])[0].phrase == "cited abroad"
    assert cut_phrase("moon_phase") == "moon phase"


@pytest.mark.parametrize(
    ("text", "width", "shown"),
    [
        ("one two three", 20, "one two three"),
        ("one two three", 9, "one two …"),
        ("one\n two\x1b", 20, "one two\\x1b"),
        ("x" * 30, 10, f"{'x' * 10} …"),
    ],
)
def test_an_excerpt_is_one_harmless_line_cut_between_words(text, width, shown):
    assert excerpt(text, width) == shown
