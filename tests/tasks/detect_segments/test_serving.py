import pytest

from schemas.blocks import ArticleMeta, BlockKind, lay_out
from schemas.segments import SegmentKind
from tasks.detect_segments.page import read_page
from tasks.detect_segments.serving import running, serving_kinds
from tasks.shared.mentions import find_mentions

TOLD = "Norrvolt opened a battery line in the north on Tuesday. It employs 240 people, the company said."
ABOUT = "Norrvolt was founded in 2018 and has 380 employees in three countries."


def kinds(pages, *blocks):
    _, placed = lay_out([*pages.paragraphs(TOLD), *blocks])
    return serving_kinds(read_page(ArticleMeta(), placed, find_mentions).passages)


def pointer(pages):
    return pages.block(BlockKind.LIST, "A storm over Riga\nThe last lighthouse")


@pytest.mark.parametrize("title", ["Related stories", "Read more", "More from the region", "What else we are reading"])
def test_a_list_of_other_pages_serves(pages, title):
    blocks = [pages.heading(title), pointer(pages), pages.heading("The plan"), *pages.paragraphs(TOLD)]
    assert kinds(pages, *blocks) == dict.fromkeys((1, 2), SegmentKind.BOILERPLATE)


def test_a_section_of_text_under_such_a_title_tells(pages):
    more = pages.paragraphs(f"{TOLD} {TOLD}")
    assert kinds(pages, pages.heading("More on the battery line"), *more) == {}


def test_what_closes_a_press_release_serves(pages):
    blocks = [pages.heading("About Norrvolt"), *pages.paragraphs(ABOUT), pages.heading("Media contact")]
    assert kinds(pages, *blocks) == dict.fromkeys((1, 2, 3), SegmentKind.BOILERPLATE)


def test_the_same_title_in_the_middle_tells(pages):
    blocks = [
        pages.heading("About the line"),
        *pages.paragraphs(ABOUT),
        pages.heading("Plans"),
        *pages.paragraphs(TOLD),
    ]
    assert kinds(pages, *blocks) == {}


def test_a_block_without_a_word_is_not_looked_at_for_seams(pages):
    _, placed = lay_out([*pages.paragraphs(TOLD, "* * *", ABOUT)])
    page = read_page(ArticleMeta(), placed, find_mentions)
    assert [passage.block.index for passage in running(page)] == [0, 2]
