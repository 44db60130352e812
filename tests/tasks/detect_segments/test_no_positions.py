"""A page composed for learning has its seams where it was glued: nothing may tell a gap's place on the page."""

import re
from functools import cache
from itertools import permutations

import pytest
from msgspec.structs import replace
from support.golden import FOLDER, detected_of

from schemas.blocks import ArticleMeta, Block, BlockKind, lay_out
from tasks.detect_segments.cues import read_cues
from tasks.detect_segments.evidence import read_evidence
from tasks.detect_segments.leads import lead_score
from tasks.detect_segments.page import read_page
from tasks.detect_segments.reading import read_passages
from tasks.detect_segments.seams import ADDITIVE, score_gaps
from tasks.detect_segments.serving import running
from tasks.detect_segments.trees import load_model
from tasks.detect_segments.weights import WEIGHTS
from tasks.shared.rarity import rarity

GLUED = sorted(path.stem for path in FOLDER.iterdir() if path.stem.endswith("-glued") and path.suffix != ".json")
# A place below is that of a block counted from the gap: the one before it, the first after it and so on.
PLACE = "(?:before_2|before|here|after|after_2)"
LOCAL = (
    rf"(?:lead|size|first_size|sentences|level|stop|digits|quotes|pronouns|capitals|proper|full|bare)_{PLACE}",
    rf"(?:words|names)_(?:central|ratio|back|ahead)_{PLACE}",
    r"words_across_[2358](?:_dip)?",
    r"words_(?:known|pull|push)_(?:1|2|all)(?:_dip)?",
    r"hand_(?:quotes|apostrophe|other|here|courtesy|size|sentence)",
)
# Held against the whole page. What is added far away may move these, and no others.
WHOLE = (
    r"(?:words|names)_side(?:_dip)?",
    r"words_(?:across_[358]|pull_all|side)_z",
    r"words_part|valley|deep_valley|headline|lead_rank|lead_short_of",
)
# What is new depends on all that was told before.
TOLD_BEFORE = (
    r"new_words(?:_2)?|new_full(?:_lead)?|new_aged|names_(?:un)?heard|definite_known",
    r"newcomers|told_again|bare_surname|other_bearer",
)
# The page needs this many blocks on each side of a gap: bonds reach 16 of them, `room` 320 words.
REACH = 25


def is_one_of(families, name):
    return any(re.fullmatch(family, name) for family in families)


@cache
def parts_of(name):
    detected = detected_of(name)
    blocks = detected.kept.extracted.blocks
    seam = [segment.blocks[0] for segment in detected.segments if segment.kind == "story"][1]
    return detected.kept.extracted.article, list(blocks[:seam]), list(blocks[seam:])


def as_later(part):
    """Return a first part with the title of its page as a headline further down has it: level 1 opens a page only."""
    title = part[0]
    return [replace(title, level=2), *part[1:]] if title.level == 1 else part


def read(blocks, article=None):
    _, placed = lay_out(blocks)
    page = read_page(article or ArticleMeta(), placed)
    return page, running(page)


def evidence_of(page, span):
    model = load_model()
    reading = read_passages(span, rarity, lambda text: lead_score(text, model.lead_weights, model.lead_bias))
    return read_evidence(reading, read_cues(page, reading))


def best_gap(blocks, article=None):
    page, body = read(blocks, article)
    best = max(score_gaps(page, body), key=lambda gap: gap.score)
    return body[best.before].block.index


def missed(pages):
    """Return how many of the pages, pairs of parts, have their best gap elsewhere than between the parts."""
    return sum(best_gap(first + second) != len(first) for first, second in pages)


# What the score sees


def test_every_feature_is_a_cue_or_of_a_family_that_knows_no_place_on_the_page():
    known = {ADDITIVE, *WEIGHTS}
    features = load_model().features
    assert [name for name in features if name not in known and not is_one_of(LOCAL + WHOLE + TOLD_BEFORE, name)] == []


@pytest.fixture(scope="module")
def long_page():
    return read([block for name in GLUED for block in detected_of(name).kept.extracted.blocks])


def moved(one, other):
    assert one.keys() == other.keys()
    return {name for name in one if one[name] != pytest.approx(other[name], abs=1e-9)}


@pytest.mark.parametrize("gap", [30, 45, 60])
def test_text_that_is_added_far_below_moves_only_what_is_held_against_the_whole_page(long_page, gap):
    page, body = long_page
    near = evidence_of(page, body[gap - REACH : gap + REACH])[REACH]
    for end in range(gap + REACH + 1, len(body) + 1, 6):
        longer = evidence_of(page, body[gap - REACH : end])[REACH]
        assert [name for name in moved(near, longer) if not is_one_of(WHOLE, name)] == []


@pytest.mark.parametrize("gap", [30, 45, 60])
def test_text_that_is_added_far_above_moves_nothing_else_but_what_was_told_before(long_page, gap):
    page, body = long_page
    near = evidence_of(page, body[gap - REACH : gap + REACH])[REACH]
    for start in range(0, gap - REACH, 6):
        longer = evidence_of(page, body[start : gap + REACH])[gap - start]
        assert [name for name in moved(near, longer) if not is_one_of(WHOLE + TOLD_BEFORE, name)] == []


def test_all_gaps_of_a_page_of_like_paragraphs_look_alike():
    text = (
        "The mayor of Vasterholm, Ingrid Malm, opened a bridge over the Skeld on Monday, and the harbour council said "
        "that ferries would go on. Fishermen had asked for a longer quay."
    )
    page, body = read([Block(index=0, kind=BlockKind.PARAGRAPH, text=text, start=0, end=0)] * (2 * REACH + 20))
    inner = evidence_of(page, body)[REACH:-REACH]
    # The lowest of equal values is where rounding makes one of them so.
    ties = {"valley", "deep_valley"}
    assert len(inner) == 20
    assert set().union(*(moved(inner[0], other) for other in inner)) - ties == set()


# What it finds


def test_there_are_pages_to_turn_around():
    assert len(GLUED) > 5


@pytest.mark.parametrize("cut", [0, 1, 2, 3], ids="{} blocks shorter".format)
def test_the_seam_stays_where_the_parts_meet_when_their_lengths_are_drawn_anew(cut):
    found = 0
    for name in GLUED:
        article, first, second = parts_of(name)
        kept = first[: len(first) - cut]
        found += best_gap(kept + second[: len(second) - cut], article) == len(kept)
    assert found >= len(GLUED) - 1


@pytest.mark.parametrize("cut", [0, 1, 2, 3], ids="{} blocks shorter".format)
def test_the_seam_stays_where_the_parts_meet_when_they_change_places(cut):
    pages = [(second[: len(second) - cut], as_later(first)) for _, first, second in map(parts_of, GLUED)]
    assert missed(pages) <= 1


def test_the_parts_of_other_pages_part_as_well_in_either_order():
    parts = [(as_later(first), second) for _, first, second in map(parts_of, GLUED)]
    pages = [(one[0], other[1]) for one, other in permutations(parts, 2)]
    turned = [(second, first) for first, second in pages]
    assert missed(pages) <= len(pages) // 10
    assert missed(turned) <= len(turned) // 10
