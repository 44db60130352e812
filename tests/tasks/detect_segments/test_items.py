import pytest

from schemas.blocks import ArticleMeta, Block, BlockKind, lay_out
from tasks.detect_segments.items import Items, divide, find_items
from tasks.detect_segments.page import read_page

TRAM = (
    "The city of Maribor gets a tram after all. Councillors voted 24 to 19 on Monday for a line from the station to "
    "the hospital, which is to cost 210 million euros and to carry its first passengers in 2029, said Vesna Zupan."
)
WHALE = (
    "Divers have cut a whale out of a fishing net off Tromso. The animal had dragged it for nine days and was seen "
    "breathing quietly beside a second one on Wednesday evening, the biologist Ingrid Solberg told reporters."
)
BREAD = (
    "Bread will be dearer in Naples from June. Bakers blame the price of wheat, which doubled in a year, and say that "
    "ovens burn gas; consumers, led by Carmela Russo, threaten to bake at home and to bring the loaves to town hall."
)
HEADS = ("Maribor votes for tram", "Divers free whale from net", "Naples bakers raise bread price")
LISTED = ("Chez Vesna", "The Blue Anchor", "Osteria Nord")


def block(text, **more):
    return Block(index=0, text=text, start=0, end=0, **{"kind": BlockKind.PARAGRAPH, **more})


def heading(text, level=2):
    return block(text, kind=BlockKind.HEADING, level=level)


def page_of(*blocks, title="News from all over"):
    _, placed = lay_out([heading(title, 1), *blocks])
    return read_page(ArticleMeta(title=title), placed)


def items_of(*blocks, title="News from all over"):
    return find_items(page_of(*blocks, title=title).passages, title)


def under(heads, *texts):
    return [made for head, text in zip(heads, texts, strict=True) for made in (heading(head), block(text))]


def test_sections_that_have_nothing_in_common_are_items():
    assert items_of(*under(HEADS, TRAM, WHALE, BREAD)) == Items("heading", (1, 3, 5))


def test_sections_that_share_a_subject_are_none():
    more = (
        "The tram would close shops along the line, said Igor Kranjc, who had asked for a bus lane in Maribor; rails "
        "will be laid from the station to the hospital first, and councillors expect passengers in 2029, Zupan said."
    )
    assert items_of(*under(HEADS[:2], TRAM, more)) is None


def test_entries_under_names_are_a_guide_and_no_news():
    assert items_of(*under(LISTED, TRAM, WHALE, BREAD), title="Where to eat") is None


def test_entries_under_names_are_news_when_the_title_says_so():
    assert items_of(*under(LISTED, TRAM, WHALE, BREAD), title="The week in brief") is not None
    assert items_of(*under(LISTED, TRAM, WHALE, BREAD), title="A tram, a whale and dearer bread") is not None


def test_numbered_sections_are_a_list():
    heads = [f"{number}. {head}" for number, head in enumerate(HEADS, 1)]
    assert items_of(*under(heads, TRAM, WHALE, BREAD)) is None


def test_bold_heads_that_run_into_their_text_mark_items():
    told = [
        block(f"{head}. {text}", lead_in=len(head) + 1) for head, text in zip(HEADS, (TRAM, WHALE, BREAD), strict=True)
    ]
    assert items_of(*told) == Items("run_in", (1, 2, 3))
    assert items_of(*told[:2]) is None


def test_drawn_lines_mark_items_and_the_last_may_stand_above_a_footer():
    told = [block(TRAM), block(WHALE, ruled=True), block(BREAD, ruled=True), block("See you tomorrow.", ruled=True)]
    assert items_of(*told) == Items("rule", (1, 2, 3))


def test_two_datelines_are_two_reports():
    told = [block(f"MARIBOR, Slovenia — {TRAM}"), block(f"TROMSO, Norway — {WHALE}")]
    assert items_of(*told) == Items("dateline", (1, 2))
    assert items_of(heading(HEADS[0]), told[0], heading(HEADS[1]), told[1]) == Items("dateline", (1, 3))
    assert items_of(told[0], block(WHALE)) is None


def test_a_heading_that_repeats_the_title_opens_no_item():
    told = [block(f"MARIBOR, Slovenia — {TRAM}"), heading(HEADS[1]), block(f"TROMSO, Norway — {WHALE}")]
    assert items_of(*told, title=HEADS[1]) is None


def test_the_story_under_the_title_goes_before_the_items_of_a_page_that_calls_itself_a_round_up():
    first = [
        block(BREAD),
        block("Ms Russo has bought forty kilos of flour. She asks for no more than a fair price for all."),
    ]
    rest = under(HEADS[:2], TRAM, WHALE)
    assert items_of(*first, *rest, title="Naples briefing") == Items("heading", (0, 3, 5), led=True)
    assert items_of(*first, *rest, title="Naples bakers raise bread price") is None


def test_a_seam_between_items_says_by_what_mark_it_was_found():
    page = page_of(*under(HEADS, TRAM, WHALE, BREAD))
    seams, first = divide(page, page.passages)
    assert (first, [seam.before for seam in seams]) == (1, [3, 5])
    assert {cue.name for seam in seams for cue in seam.cues} == {"item_heading"}


@pytest.mark.parametrize("count", [0, 1, 2])
def test_a_page_of_next_to_nothing_has_no_items(count):
    assert items_of(*[block("Rain.")] * count) is None
