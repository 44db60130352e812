import datetime as dt

import pytest

from schemas.blocks import ArticleMeta, Block, BlockKind, lay_out
from tasks.detect_segments.page import read_page
from tasks.detect_segments.principals import as_principal, by_prominence, find_actors


def passages(*texts):
    drafts = [Block(index=0, kind=BlockKind.PARAGRAPH, text=text, start=0, end=0) for text in texts]
    return read_page(ArticleMeta(), lay_out(drafts)[1]).passages


def ranked(*texts, headline=""):
    return [actor.name.text for actor in by_prominence(find_actors(passages(*texts), headline))]


MEETING = (
    "The envoy Anna Weber met Foreign Minister Paul Okoro in Geneva on Monday about river tolls.",
    "Weber and Okoro agreed. The tolls will fall, Okoro said, and Weber thanked him.",
    "A spokesman, John Kelly, said that barges wait two days.",
)


def test_the_people_of_the_lead_come_before_those_quoted_later():
    assert ranked(*MEETING) == ["Anna Weber", "Paul Okoro", "John Kelly"]


def test_the_headline_lifts_whom_it_names():
    texts = ("Anna Weber and Paul Okoro met.", "It was late.")
    assert ranked(*texts, headline="Okoro wins")[0] == "Paul Okoro"
    assert ranked(*texts, headline="Weber wins")[0] == "Anna Weber"


@pytest.mark.parametrize(
    ("texts", "first"),
    [
        (
            ("A builder was jailed at Bristol Crown Court on Wednesday.", "It was fraud, said Anna Weber for him."),
            "Weber",
        ),
        (("Talks resume in the Station Hotel.", "Anna Weber leads the strikers."), "Weber"),
        (("They hung a hammock on the roof of the Treasury.", "Anna Weber let them go."), "Weber"),
        (("Bristol Crown Court has freed a builder.", "It was no fraud, said Anna Weber for him."), "Court"),
    ],
)
def test_a_house_where_something_happens_is_no_side_of_it(texts, first):
    assert first in ranked(*texts)[0]


def test_a_body_that_acts_is_a_principal():
    texts = ("The Supreme Court struck down the law.", "The Supreme Court split, said Anna Weber, a lawyer.")
    assert ranked(*texts, headline="Supreme Court strikes down law")[0] == "Supreme Court"
    told = passages(*texts)
    court, lawyer = (as_principal(actor, told) for actor in by_prominence(find_actors(told)))
    assert (court.organisation, lawyer.organisation) == (True, False)


def test_a_party_is_one_by_whatever_name():
    texts = ("Senate Republicans left.", "Then GOP leaders spoke, and the Republican Party waited.")
    assert ranked(*texts) == ["Republicans"]


def test_every_principal_says_why():
    (weber, *_) = find_actors(passages(*MEETING), "Weber meets Okoro")
    cues = {cue.name: cue.weight for cue in as_principal(weber, passages(*MEETING)).cues}
    assert {"mentions", "headline", "early", "lead"} <= cues.keys()
    assert sum(cues.values()) == pytest.approx(weber.weight, abs=0.01)
    assert list(cues.values()) == sorted(cues.values(), key=lambda weight: -abs(weight))


def test_a_principal_has_role_country_aliases_and_evidence():
    texts = ("Japanese Prime Minister Shigeru Ishiba spoke.", "They praised Ishiba Shigeru. Ishiba left.")
    told = passages(*texts)
    (ishiba,) = (as_principal(actor, told) for actor in find_actors(told))
    assert (ishiba.role, ishiba.country, ishiba.mentions) == ("Prime Minister", "Japan", 3)
    assert ishiba.aliases == ("Ishiba Shigeru",)
    assert ishiba.evidence == (texts[0], "They praised Ishiba Shigeru.", "Ishiba left.")


def test_a_relative_named_in_passing_takes_no_bare_surname():
    texts = ("Donald Trump spoke.", "His wife, Melania Trump, waited.", "Trump left. Trump came back.")
    counts = {actor.name.text: len(actor.told) for actor in find_actors(passages(*texts))}
    assert counts == {"Donald Trump": 3, "Melania Trump": 1}


def test_a_title_tells_two_bearers_of_a_name_apart():
    texts = ("President Trump spoke.", "First Lady Melania Trump waited.", "President Trump left.")
    counts = {actor.name.text: len(actor.told) for actor in find_actors(passages(*texts))}
    assert counts == {"Trump": 2, "Melania Trump": 1}


def test_a_title_that_nobody_bears_in_full_means_who_was_told_last():
    texts = ("Anna Lee spoke.", "Minister Lee left.", "Paul Lee came.", "Senator Lee spoke.")
    told = {actor.name.text: [place for place, _ in actor.told] for actor in find_actors(passages(*texts))}
    assert (told["Anna Lee"], told["Paul Lee"]) == ([0, 1], [2, 3])


def test_who_wrote_it_is_no_actor():
    assert ranked("John Bacon and Mike Snider", "Anna Weber left. Then Weber came back.") == ["Anna Weber"]


PAGES = [
    (["A jury reached a verdict on Elon Musk.", "Musk was not in court. Musk was glad."], "", "Musk verdict"),
    (["COIMBRA, Portugal — A flood closed the old town.", "The flood reached the station."], "", "Coimbra flood"),
    (["AREQUIPA, Peru — An earthquake shook it.", "It was strong, said Raúl Espinar."], "", "Arequipa earthquake"),
    (list(MEETING), "", "Weber–Okoro"),
    (
        [
            "The Supreme Court ruled for the union.",
            "The Supreme Court split. The Teamsters cheered. The Teamsters won.",
        ],
        "Supreme Court rules for the Teamsters",
        "Supreme Court–Teamsters",
    ),
    (
        ["Engineers have begun to empty the dam at Tarrawonga.", "The dam was cracked."],
        "Dam at Tarrawonga emptied",
        "Dam",
    ),
    (
        ["Amateur diggers found the lost painting.", "The painting was in a barn."],
        "Amateur finds lost painting",
        "Lost painting",
    ),
    (["Jeppe Friis scored eleven goals.", "It was late."], "Aalborg 31, Flensburg 30", "Aalborg–Flensburg"),
    (["Jeppe Friis scored the last goal.", "It was late."], "Real Sociedad 2-1 Kolding", "Real Sociedad–Kolding"),
    (
        ["Amateur diggers found the lost painting.", "The painting was old."],
        "Lost painting: Room 31, Box 4",
        "Lost painting",
    ),
]


@pytest.mark.parametrize(("texts", "headline", "slug"), PAGES)
def test_slugs(pages, texts, headline, slug):
    published = dt.datetime(2025, 3, 5, 9, tzinfo=dt.UTC)
    (story, *_) = pages.stories(pages.detect(pages.paragraphs(*texts), title=headline, published=published))
    assert story.slug == slug


def test_place_and_date_say_how_sure_they_are(pages):
    texts = ("TOKYO, Aug 23 (Reuters) - The envoy Anna Weber met Paul Okoro.", "Weber and Okoro agreed.")
    published = dt.datetime(2025, 8, 24, 9, tzinfo=dt.UTC)
    (story,) = pages.stories(pages.detect(pages.paragraphs(*texts), published=published))
    assert (story.place, story.date) == ("Tokyo", dt.date(2025, 8, 23))
    assert story.place_confidence > 0.9
    assert story.date_confidence > 0.9
    (bare,) = pages.stories(pages.detect(pages.paragraphs("Nothing happened."), published=published))
    assert (bare.place, bare.place_confidence) == (None, None)
    assert bare.date_confidence < 0.5
