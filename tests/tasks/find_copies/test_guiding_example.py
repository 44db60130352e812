"""The numbers of the example in docs/duplicates.md."""

from importlib.resources import files

from schemas.blocks import Block, BlockKind
from tasks.find_copies.likeness import Likeness
from tasks.find_copies.reading import read_page
from tasks.shared.sketch import estimate, sketch_of

LONG = 60
BEFORE = [
    "Sign up for our morning newsletter and never miss a story that matters to you.",
    "By our staff and agencies",
]
BEHIND = ["Follow us for the latest news, pictures and video from the region."]


def blocks(texts):
    return [Block(index=i, kind=BlockKind.PARAGRAPH, text=text, start=0, end=0) for i, text in enumerate(texts)]


def test_half_of_the_guiding_page_between_boilerplate():
    lines = files("worker.demo").joinpath("pages", "lee_ishiba.txt").read_text(encoding="utf-8").splitlines()
    whole = [line for line in lines if len(line) > LONG][:14]
    page, copy = blocks(whole), blocks([*BEFORE, *whole[:7], *BEHIND])
    likeness = Likeness(read_page(page), read_page(copy))
    assert (len(likeness.mine.shingles), len(likeness.other.shingles), len(likeness.common)) == (554, 237, 205)
    assert (round(likeness.jaccard, 2), round(likeness.containment, 2), likeness.lead) == (0.35, 0.86, 1)
    mine, other = sketch_of(page), sketch_of(copy)
    assert (len(mine), len(other), len(set(mine) & set(other)), estimate(mine, other)) == (16, 16, 5, 1)
