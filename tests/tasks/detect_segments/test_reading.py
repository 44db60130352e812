import pytest

from schemas.blocks import ArticleMeta, Block, BlockKind, lay_out
from tasks.detect_segments.cues import read_cues
from tasks.detect_segments.evidence import read_evidence
from tasks.detect_segments.page import read_page
from tasks.detect_segments.reading import read_passages

TEXTS = [
    "TALLINN (AP) — Mayor Liis Tamm closed the harbour of Kopli on Monday after a storm.",
    "She said the storm had torn two cranes from the quay.",
    "By Mart Saar",
    "A bakery in Narva opened its doors again, and the bakers of Narva sang.",
    "The bakers had asked Saar for a loan. They repaid it.",
    "Photo: Getty Images",
]


def even(_word):
    return 1.0


def page_of(texts):
    _, blocks = lay_out([Block(index=0, kind=BlockKind.PARAGRAPH, text=text, start=0, end=0) for text in texts])
    return read_page(ArticleMeta(), blocks)


def read(texts):
    return read_passages(page_of(texts).passages, even, lambda text: float(len(text)))


def test_a_passage_is_read_for_what_it_looks_like():
    forms = read(TEXTS).forms
    assert [form.stamp for form in forms] == [False, False, True, False, False, False]
    assert [form.caption for form in forms] == [False] * 5 + [True]
    assert [form.lead["dateline"] for form in forms] == [1.0] + [0.0] * 5
    assert [form.lead["leans_back"] for form in forms] == [0.0, 1.0] + [0.0] * 4
    assert forms[0].titled
    assert forms[4].known == (frozenset({"baker", "had"}),)


def test_shapes_are_named_by_the_side_that_a_passage_stands_on():
    before, here, after = read(TEXTS).shapes[1]
    assert before["size_before"] == here["size_here"] == after["size_after"] == 11


def test_a_part_has_the_evidence_that_it_would_have_alone():
    page = page_of([*TEXTS, *TEXTS[::-1], *TEXTS])
    reading = read_passages(page.passages, even, lambda text: float(len(text)))
    part, alone = reading.within(4, 13), read_passages(page.passages[4:13], even, lambda text: float(len(text)))
    found = [read_evidence(span, read_cues(page, span)) for span in (part, alone)]
    assert found[0] == [pytest.approx(values) for values in found[1]]
