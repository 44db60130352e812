import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasks.detect_segments.whereabouts import locative_before, story_place


@pytest.mark.parametrize(
    ("texts", "place"),
    [
        (["A crucial meeting took place in Tokyo today between Japan and South Korea.", "Japan, Japan."], "Tokyo"),
        (["They met.", "TOKYO (AP) — The talks were short."], "Tokyo"),
        (["A café in Little Snoring, Norfolk, must pay.", "Its owner was away."], "Little Snoring"),
        (["A café in Hexhamshire must pay."], "Hexhamshire"),
        (["The White House said so."], "Washington"),
        (["Nice work, said the Bath committee."], None),
        (["In March they met Republicans in Congress."], None),
        (["Visitors cannot climb the tower of Durham cathedral until further notice."], "Durham"),
        (["A fire closed Bath railway station for an hour, and the Lisbon museum."], "Lisbon"),
        (["Durham has resigned, said Bath, too."], None),
        (["Nothing happened anywhere."], None),
    ],
)
def test_where_a_story_happens(texts, place):
    located = story_place(texts)
    assert (located.place if located else None) == place


@pytest.mark.parametrize(
    ("headline", "place"),
    [
        ("Where to eat in Trieste now", "Trieste"),
        ("Five walks near Lisbon", "Lisbon"),
        ("Chef leaves Trieste", "Copenhagen"),
        ("Where to eat now", "Copenhagen"),
    ],
)
def test_a_headline_may_be_all_that_puts_a_story_in_its_town(headline, place):
    texts = ["Boiled pork in eleven cuts.", "The chef worked in Copenhagen for six years and came home."]
    assert story_place(texts, headline).place == place


def test_who_is_in_the_story_is_no_place_of_it():
    assert story_place(["Trust in Okafor fell."], names={"okafor"}) is None


def test_a_dateline_is_surer_than_a_mention_and_a_known_town_surer_than_an_unknown_one():
    known, unknown = story_place(["TOKYO — They met."]), story_place(["HAVERBROOK, Vt. — They met."])
    told = story_place(["They met in Tokyo, not in Seoul."])
    assert 1 > known.confidence > unknown.confidence > told.confidence > 0


@given(st.lists(st.text(max_size=80), max_size=4), st.text(max_size=40))
def test_no_text_breaks_the_search(texts, headline):
    located = story_place(texts, headline)
    assert located is None or 0 <= located.confidence <= 1


@pytest.mark.parametrize(("text", "found"), [("met In the Tokyo", "in"), ("flew off Tokyo", "off"), ("met Tokyo", "")])
def test_a_preposition_puts_something_at_a_place(text, found):
    assert locative_before(text, text.index("Tokyo")) == found
