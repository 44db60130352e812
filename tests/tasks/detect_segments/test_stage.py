import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from schemas.blocks import BlockKind
from schemas.codes import Code
from schemas.outcomes import Reject

TRAM = (
    "MARIBOR, Slovenia — The city council approved a tram line for the station on Monday, Mayor Vesna Zupan said.",
    "The tram will cost 210 million euros. Zupan said that passengers would pay the same fare as on the bus.",
    "Opponents of the tram, led by the councillor Igor Kranjc, had asked for a longer bus lane instead.",
    "Kranjc said that the tram would close shops along the line while rails were laid. The council voted 24 to 19.",
    "Rails for the tram will be laid from the station first. The line should carry passengers by 2029, Zupan said.",
)
WHALE = (
    "TROMSO, Norway — Divers freed a whale from a fishing net on Wednesday, the biologist Ingrid Solberg said.",
    "The whale had dragged the net for nine days. Solberg followed it with a drone and called the divers.",
    "Fishing boats had lost the net in a storm. Its ropes had cut into the whale's tail, Solberg said.",
    "The divers cut eleven ropes in two hours. The whale dived at once and was seen breathing near a second whale.",
    "Solberg will follow both whales with the drone. Fishing crews have been asked to report lost nets.",
)


def test_two_articles_without_headings_are_cut_where_actors_and_words_change(pages):
    detected = pages.detect(pages.paragraphs(*TRAM, *WHALE))
    first, second = pages.stories(detected)
    assert second.blocks[0] == len(TRAM)
    assert (first.slug, first.place) == ("Zupan–Kranjc", "Maribor")
    assert second.place == "Tromso"
    assert second.principals[0].name == "Ingrid Solberg"
    assert detected.links == ()


@pytest.mark.parametrize("texts", [TRAM, WHALE], ids=["tram", "whale"])
def test_one_article_is_one_story(pages, texts):
    (story,) = pages.stories(pages.detect(pages.paragraphs(*texts)))
    assert [cue.name for cue in story.cues] == ["opens_page"]


def test_headings_inside_one_story_do_not_cut_it(pages):
    titles = ("What was decided", "What it costs", "Who is against it", "How the vote went", "What comes next")
    blocks = [pages.heading("City approves tram", level=1)]
    for title, text in zip(titles, TRAM, strict=True):
        blocks += [pages.heading(title), *pages.paragraphs(text)]
    assert len(pages.stories(pages.detect(blocks, title="City approves tram"))) == 1


def test_the_title_told_once_more_opens_no_story(pages):
    title = "Whale freed from net"
    blocks = [*pages.paragraphs(*TRAM), pages.heading(title), *pages.paragraphs(*WHALE)]
    assert pages.stories(pages.detect(blocks, title="The week in brief"))[-1].headline == title
    openings = [story.headline for story in pages.stories(pages.detect(blocks, title=title))[1:]]
    assert title not in openings


def test_a_round_up_is_cut_at_headings_with_datelines(pages):
    blocks = [
        pages.heading("Briefing", level=1),
        pages.heading("A tram for Maribor"),
        *pages.paragraphs(*TRAM),
        pages.heading("Whale freed from net"),
        *pages.paragraphs(*WHALE),
    ]
    detected = pages.detect(blocks, title="Briefing")
    assert [story.headline for story in pages.stories(detected)] == ["A tram for Maribor", "Whale freed from net"]


def test_weekdays_are_resolved_against_publication(pages):
    published = dt.datetime(2025, 3, 5, 9, tzinfo=dt.UTC)  # a Wednesday
    (story,) = pages.stories(pages.detect(pages.paragraphs(*TRAM), published=published))
    assert story.date == dt.date(2025, 3, 3)


def test_the_same_meeting_told_twice_on_one_page_is_linked(pages):
    meeting = (
        "GENEVA — The envoy Anna Weber met Foreign Minister Paul Okoro in Geneva on 4 March 2025 about river tolls.",
        "Weber and Okoro agreed on tolls for barges. The river carries much grain, Weber said.",
        "Okoro said that the tolls would fall by half. Barges wait two days at the locks now.",
    )
    again = (
        "GENEVA (AP) — A deal on shipping was made in Geneva on 4 March 2025, when Anna Weber met Paul Okoro.",
        "Shippers welcomed it: freight gets cheaper. Ministry staff had prepared it since autumn, Okoro said.",
        "An annex lists ports. Weber praised Okoro for patience.",
    )
    blocks = [pages.heading("Tolls"), *pages.paragraphs(*meeting), pages.heading("Tram"), *pages.paragraphs(*TRAM)]
    blocks += [pages.heading("Weber and Okoro meet"), *pages.paragraphs(*again)]
    detected = pages.detect(blocks)
    kinds = [(link.kind, link.evidence.shared) for link in detected.links]
    assert [kind for kind, _ in kinds] == ["same_event"]
    assert {"place: Geneva", "date: 2025-03-04", "event: meeting"} <= set(kinds[0][1])


def test_without_people_the_slug_is_place_and_event(pages):
    texts = ("COIMBRA, Portugal — A flood closed the old town on Monday.", "The flood reached the station by noon.")
    (story,) = pages.stories(pages.detect(pages.paragraphs(*texts)))
    assert story.slug == "Coimbra flood"


def test_with_one_person_the_slug_is_actor_and_event(pages):
    texts = ("A jury reached a verdict on Elon Musk.", "Musk was not in court. Musk wrote that he was glad.")
    (story,) = pages.stories(pages.detect(pages.paragraphs(*texts)))
    assert story.slug == "Musk verdict"


def test_with_neither_the_slug_is_the_headline(pages):
    (story,) = pages.stories(
        pages.detect(pages.paragraphs("Bakers like rye.", "It keeps."), title="Why bakers love rye")
    )
    assert story.slug == "Bakers love rye"


def test_a_revision_without_blocks_is_rejected(pages):
    with pytest.raises(Reject) as caught:
        pages.detect([])
    assert caught.value.code is Code.EMPTY_PAGE


def test_a_page_of_serving_blocks_alone_still_tells_one_story(pages):
    detected = pages.detect([pages.block(BlockKind.TABLE, "a | b"), pages.block(BlockKind.CONTENTS, "1. a")])
    assert len(pages.stories(detected)) == 1


def test_a_catalogue_of_names_is_read_in_bounded_time(pages):
    # Names of one family must not be compared all with all; the suite's time-out would tell.
    names = [f"John {chr(65 + i % 26)}{chr(97 + i // 26 % 26)}ck Smith" for i in range(600)]
    texts = [f"We saw {' and '.join(names[i : i + 20])}. We left." for i in range(0, 600, 20)] * 10
    assert pages.detect(pages.paragraphs(*texts)).segments


WORDS = st.sampled_from(
    [
        "Lee",
        "President",
        "met",
        "Tokyo,",
        "–",
        "(AP)",
        "—",
        "today.",
        "Kim-Lee",
        "the",
        "and",
        "between",
        "\u0301",
        "of",
        "U.S.",
        "2025",
    ]
)
TEXTS = st.lists(WORDS, min_size=1, max_size=30).map(" ".join) | st.text(max_size=60)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(BlockKind), TEXTS), min_size=1, max_size=14))
def test_whatever_the_page_every_block_has_one_home_and_every_server_a_story(pages, drafts):
    detected = pages.detect([pages.block(kind, text) for kind, text in drafts])
    assert sorted(i for segment in detected.segments for i in segment.blocks) == list(range(len(drafts)))
    stories = {segment.index for segment in pages.stories(detected)}
    assert stories
    assert all(segment.serves in stories for segment in detected.segments if segment.kind != "story")
    assert [segment.index for segment in detected.segments] == list(range(len(detected.segments)))
    assert all(segment.slug for segment in detected.segments)
