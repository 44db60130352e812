"""A page composed for learning has its seams where it was glued: nothing may tell a gap's place on the page."""

import re

import pytest
from support.golden import FOLDER, detected_of

from schemas.blocks import lay_out
from tasks.detect_segments.page import read_page
from tasks.detect_segments.seams import score_gaps
from tasks.detect_segments.serving import running
from tasks.detect_segments.trees import load_model

GLUED = sorted(path.stem for path in FOLDER.iterdir() if path.stem.endswith("-glued") and path.suffix != ".json")
POSITIONS = re.compile(r"position|index|share_before|place|_number|from_(?:start|end)|order")


def parts_of(name):
    detected = detected_of(name)
    blocks = detected.kept.extracted.blocks
    seam = [segment.blocks[0] for segment in detected.segments if segment.kind == "story"][1]
    return detected.kept.extracted.article, list(blocks[:seam]), list(blocks[seam:])


def best_gap(article, blocks):
    _, placed = lay_out(blocks)
    page = read_page(article, placed)
    body = running(page)
    best = max(score_gaps(page, body), key=lambda gap: gap.score)
    return body[best.before].block.index


def test_no_feature_is_named_after_a_position():
    assert [name for name in load_model().features if POSITIONS.search(name)] == []


def test_there_are_pages_to_turn_around():
    assert len(GLUED) > 5


@pytest.mark.parametrize("cut", [0, 1, 2], ids="{} blocks shorter".format)
def test_the_seam_stays_where_the_parts_meet_when_their_lengths_are_drawn_anew(cut):
    found = 0
    for name in GLUED:
        article, first, second = parts_of(name)
        kept = first[: len(first) - cut]
        found += best_gap(article, kept + second[: len(second) - cut]) == len(kept)
    assert found >= len(GLUED) - 1


def test_the_seam_stays_where_the_parts_meet_when_they_change_places():
    found = 0
    for name in GLUED:
        article, first, second = parts_of(name)
        # The page's title would tell of the wrong part, and a heading of level 1 opens a page only.
        first = first[1:] if first[0].level == 1 else first
        found += best_gap(type(article)(), second + first) == len(second)
    assert found >= len(GLUED) - 2
