import pytest

from schemas.blocks import ArticleMeta, Block, BlockKind, lay_out
from tasks.detect_segments.meetings import find_meetings
from tasks.detect_segments.page import read_page
from tasks.detect_segments.principals import find_actors


def meetings(*texts):
    _, blocks = lay_out([Block(index=0, kind=BlockKind.PARAGRAPH, text=text, start=0, end=0) for text in texts])
    told = read_page(ArticleMeta(), blocks).passages
    people = [actor for actor in find_actors(told) if not actor.is_body]
    return [(m.quote, m.place, m.day) for m in find_meetings(told, people[:2])]


def test_the_sentence_that_names_both_and_an_event_gives_place_and_day():
    told = "Minister Anna Weber met the envoy Paul Okoro in Vienna on Monday."
    assert meetings(f"{told} Weber said that tolls would fall.", "Okoro thanked Weber.") == [(told, "Vienna", "Monday")]


@pytest.mark.parametrize(
    "text",
    ["Anna Weber will meet Paul Okoro in Vienna.", "Anna Weber met Paul Okoro again in Vienna.", "Paul Okoro spoke."],
)
def test_a_sentence_of_another_time_or_without_both_is_none(text):
    assert meetings(text, "Anna Weber and Paul Okoro spoke of tolls.") == []


def test_two_cities_or_two_days_are_no_answer():
    (told,) = meetings("Anna Weber met Paul Okoro in Vienna on Monday, and in Graz on Tuesday.")
    assert told[1:] == (None, None)
