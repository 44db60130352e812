"""What two pages are to each other, on pages put together for it."""

import datetime as dt
import random
from itertools import permutations

import pytest
from support.facts import AT
from support.prose import prose, sentence, word

from schemas import ids
from schemas.blocks import Block, BlockKind, lay_out
from schemas.copies import CopyKind
from schemas.events import StoredPage, StoredPart
from schemas.segments import SegmentKind
from tasks.find_copies.pages import copies_of
from tasks.shared.sketch import sketch_of

HOUR = dt.timedelta(hours=1)
TEXT = prose("text")
NUMBERED = [*TEXT[:2], "The flood drove 240 people from 31 streets of the old town, the mayor said.", *TEXT[2:]]
EXACT, NEAR, REVISED = CopyKind.EXACT, CopyKind.NEAR, CopyKind.REVISED


def page(paras, url="https://one.example/a", *, title="A title", hours=0, stories=None, **more):
    blocks = [Block(index=0, kind=BlockKind.PARAGRAPH, text=text, start=0, end=0) for text in paras]
    _, placed = lay_out(blocks)
    cuts = [*(stories or [0]), len(placed)]
    return StoredPage(
        article_id=ids.article_id(url),
        url=url,
        title=title,
        published=more.get("published", AT + hours * HOUR),
        first_seen=more.get("first_seen", AT),
        content_sha="/".join(paras),
        blocks=placed,
        sketch=sketch_of(placed),
        parts=tuple(
            StoredPart(segment_id=str(i), kind=SegmentKind.STORY, blocks=tuple(range(cuts[i], cuts[i + 1])))
            for i in range(len(cuts) - 1)
        ),
    )


def copy_of(paras, original=TEXT, url="https://two.example/b", **more):
    """Return what a later page of `paras` is to one of `original`, or None."""
    found = copies_of(page(paras, url, hours=1, **more), [page(original)])
    return found[0] if found else None


def kind_of(paras, original=TEXT, **more):
    found = copy_of(paras, original, **more)
    return found.kind if found else None


def reworded(paras, share, seed=1):
    rng = random.Random(seed)
    return [" ".join(rng.choice(("and", "heron", "slate", "quill")) if rng.random() < share else w for w in p.split())
            for p in paras]  # fmt: skip


def misprinted(paras, share, seed=1):
    rng = random.Random(seed)
    return ["".join(rng.choice("abcdefgh") if rng.random() < share else sign for sign in para) for para in paras]


def shuffled(paras):
    told = list(paras)
    random.Random(3).shuffle(told)
    return told


NOTES = [
    "Sign up for our newsletter, it comes every morning.",
    "By our own correspondent",
    "All rights reserved, 2026.",
]


@pytest.mark.parametrize(
    "paras",
    [
        TEXT[:4],
        TEXT[:2],
        TEXT[3:],
        shuffled(TEXT),
        [*NOTES, *TEXT, *NOTES],
        reworded(TEXT, 0.02),
        reworded(TEXT, 0.1),
        misprinted(TEXT, 0.02),
        misprinted(TEXT, 0.04),
        [para.split(". ", 1)[1] for para in TEXT],
        [" ".join((para, sentence(random.Random(i)))) for i, para in enumerate(TEXT)],
        [NOTES[0], *reworded(TEXT[:5], 0.05)],
    ],
    ids=["half", "quarter", "end", "shuffled", "framed", "2 %", "10 %", "misprints", "more misprints", "sentences gone",
         "sentences more", "several at once"],
)  # fmt: skip
def test_a_copy_with_edits_is_near(paras):
    assert kind_of(paras, title="Another headline") is NEAR


def test_the_same_text_is_exact_and_under_another_headline_near():
    assert kind_of(TEXT) is EXACT
    assert kind_of(TEXT, title="a  TITLE") is EXACT
    assert kind_of(TEXT, title="Another") is NEAR


def test_other_paragraphs_are_the_same_text():
    assert kind_of([" ".join(TEXT)]) is EXACT


def test_other_numbers_are_a_revision():
    changed = [text.replace("240", "260") for text in NUMBERED]
    found = copy_of(changed, NUMBERED)
    assert found.kind is REVISED
    assert found.differences == (("240", "260"),)


@pytest.mark.parametrize(("old", "new"), [("240 people", "twelve people"), ("31 streets", "1,031 streets")])
def test_numbers_are_words_and_figures(old, new):
    assert kind_of([text.replace(old, new) for text in NUMBERED], NUMBERED) is REVISED


def test_a_digit_among_misprints_is_a_misprint():
    noisy = [text.replace("240", "249") for text in misprinted(NUMBERED, 0.03)]
    assert kind_of(noisy, NUMBERED) is NEAR


@pytest.mark.parametrize(
    "note",
    [
        "UPDATE: The ministry has now confirmed what the union had said.",
        "Correction: An earlier version of this article gave a wrong name for the harbour.",
        "This story has been updated with a statement by the museum.",
        "Updated at 5 p.m.: a court in Braga has heard the first witnesses of the strike.",
    ],
)
def test_a_note_of_what_is_new_makes_a_revision(note):
    assert kind_of([note, *TEXT]) is REVISED
    assert kind_of([*TEXT, note]) is REVISED
    # A cut that loses the note is none.
    assert kind_of(TEXT[:4], [*TEXT, note]) is NEAR


@pytest.mark.parametrize("line", ["Updated: 24 Nov 2026, 10:00 GMT", "Last updated 3 hours ago", "Updated 3 hours ago"])
def test_a_line_with_the_time_is_no_note(line):
    assert kind_of([line, *TEXT]) is NEAR


def test_a_page_that_grew_on_its_own_outlet_is_a_revision():
    grown = [*TEXT[:3], *prose("more", 3), *TEXT[3:]]
    assert kind_of(grown, url="https://m.one.example/b") is REVISED
    assert kind_of(grown, url="https://two.example/b") is NEAR
    assert kind_of(grown, url="https://one.example/b", title="Something else entirely here") is NEAR


def test_reports_that_share_quotations_are_different():
    quotes = TEXT[2:5]
    mine = [*prose("mine", 12)[:2], quotes[0], *prose("mine", 12)[2:], quotes[1], quotes[2]]
    other = [*prose("other", 12), *quotes]
    assert kind_of(mine, other) is None
    assert kind_of(prose("mine"), prose("other")) is None


def test_a_few_words_in_common_are_not_enough_of_short_texts():
    assert kind_of(["The bridge of Coimbra was closed on Friday."], TEXT) is None
    short = "The old bridge of Coimbra was closed to all cars on Friday evening."
    assert kind_of([short], [short]) is EXACT
    assert kind_of([short.replace("evening", "morning")], [short]) is NEAR


def test_captions_of_an_outlet_do_not_make_copies():
    captions = prose("captions", 30)
    one, two, three = (page([*prose(name, 21), *captions], f"https://one.example/{name}") for name in "abc")
    assert copies_of(one, [two]) == ()
    assert copies_of(one, [two, three]) == ()
    # A true copy of one of them is found beside them.
    (found,) = copies_of(page([*prose("a", 21), *captions], "https://one.example/z", title="Z"), [one, two, three])
    assert found.of_id == one.article_id


def test_versions_of_one_article_are_no_furniture_to_each_other():
    one, two, three = (
        page([*TEXT, *prose(name, 3)], f"https://one.example/{name}", hours=i) for i, name in enumerate("abc")
    )
    assert {copy.of_id for copy in copies_of(three, [one, two])} == {one.article_id, two.article_id}


def test_the_later_is_the_copy_whichever_is_stored_first():
    early, late = page(TEXT, "https://one.example/a"), page(TEXT[:4], "https://two.example/b", hours=2)
    assert [copy.later for copy in copies_of(late, [early])] == [True]
    assert [copy.later for copy in copies_of(early, [late])] == [False]


def test_where_a_page_names_a_day_only_the_one_met_first_was_first():
    day = AT.replace(hour=0, minute=0)
    dated = page(TEXT, "https://two.example/b", published=day, first_seen=AT + HOUR)
    (found,) = copies_of(dated, [page(TEXT, first_seen=AT)])
    assert found.later
    (found,) = copies_of(page(TEXT, published=None, first_seen=AT), [page(TEXT, "https://b.example/", published=None)])
    assert found.later is (ids.article_id("https://one.example/a") > ids.article_id("https://b.example/"))


def test_a_page_that_embeds_two_texts_does_not_unite_them():
    both = page([*TEXT, *prose("other")], "https://digest.example/d", hours=3, stories=[0, len(TEXT)])
    one, two = page(TEXT), page(prose("other"), "https://two.example/b")
    found = copies_of(both, [one, two])
    assert [(copy.kind, copy.containment) for copy in found] == [(NEAR, 1), (NEAR, 1)]
    assert not any(copy.unites for copy in found if copy.jaccard < 0.5)
    assert sorted((part.segment, part.kind) for copy in found for part in copy.parts) == [(0, EXACT), (1, EXACT)]


def test_a_cut_of_one_story_unites():
    assert copy_of(TEXT[:2]).unites
    assert copies_of(page(TEXT[:2], "https://b.example/", hours=1), [page(TEXT)])[0].jaccard < 0.5


def test_the_outcome_does_not_depend_on_the_order_of_candidates():
    near = [page(reworded(TEXT, 0.05, seed), f"https://{seed}.example/") for seed in range(4)]
    mine = page(TEXT, hours=5)
    assert len({copies_of(mine, order) for order in permutations(near)}) == 1


def test_a_page_without_words_has_no_copies():
    assert copies_of(page(["…"]), [page(["…"], "https://two.example/b")]) == ()
    assert copies_of(page([]), [page(TEXT)]) == ()


def test_reports_made_after_one_pattern_are_different():
    pattern = (
        "Shares of {} closed {} points {} on {} after the {} said that its {} had {} in the {} quarter of the year."
    )

    def filled(seed):
        rng = random.Random(seed)
        return [pattern.format(*(word(rng) for _ in range(8))) for _ in range(12)]

    assert copies_of(page(filled(1)), [page(filled(2), "https://two.example/b")]) == ()
