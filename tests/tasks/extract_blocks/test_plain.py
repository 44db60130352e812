from schemas.blocks import BlockKind
from tasks.extract_blocks.plain import read_paragraphs, read_text

PROSE = "The river rose before dawn on Monday and reached the lower town within the hour, the service said."


def shape(text: str) -> list[tuple[str, int | None, str]]:
    return [(draft.kind.value, draft.level, draft.text) for draft in read_text(text)]


def test_the_first_line_is_the_title():
    assert shape(f"A flood\n{PROSE}")[0] == ("heading", 1, "A flood")


def test_a_lone_line_is_a_paragraph():
    assert shape(PROSE) == [("paragraph", None, PROSE)]


def test_a_contents_list_owns_its_title_and_names_the_headings():
    contents = "Table of Contents\n- 1. The rain\n- 2. What the mayor said."
    text = f"T\n{contents}\nThe rain\n{PROSE}\nWhat the mayor said.\n{PROSE}"
    drafts = read_text(text)
    assert [(d.kind.value, d.level) for d in drafts] == [
        ("heading", 1),
        ("contents", None),
        ("heading", 2),
        ("paragraph", None),
        ("heading", 2),
        ("paragraph", None),
    ]
    assert drafts[1].items == ("1. The rain", "2. What the mayor said.")
    assert drafts[1].text.startswith("Table of Contents\n1. The rain")


def test_a_short_line_above_a_longer_one_is_a_heading_without_level():
    assert shape(f"T\n{PROSE}\nAfter the rain\n{PROSE}")[2] == ("heading", None, "After the rain")


def test_labelled_sentences_and_questions_and_calls_are_no_headings():
    text = f"T\nToll: two people died.\n{PROSE}\nShare your view below!\n{PROSE}\nThe aims were:\n{PROSE}"
    assert [kind for kind, _, _ in shape(text)] == ["heading"] + ["paragraph"] * 6


def test_lists_tables_and_hash_headings_are_understood():
    text = f"T\n{PROSE}\n## Numbers\n* a\n* b\n1. c\n\n| Year | Dead |\n|---|:-:|\n| 2025 | 2 |\n{PROSE}"
    drafts = read_text(text)
    assert [d.kind.value for d in drafts] == ["heading", "paragraph", "heading", "list", "table", "paragraph"]
    assert drafts[2].level == 2
    assert drafts[3].items == ("a", "b", "c")
    assert drafts[4].rows == (("Year", "Dead"), ("2025", "2"))


def test_a_line_with_an_attribution_below_is_a_quote_and_dialogue_is_not():
    quote = "We will build the relations that the new era needs."
    assert shape(f"T\n{PROSE}\n{quote}\n– Ana Brito (@ana) May 3")[2] == (
        "quote",
        None,
        f"{quote}\n– Ana Brito (@ana) May 3",
    )
    assert {kind for kind, _, _ in shape(f"T\n{PROSE}\n— Where to?\n— Home, he said.")[1:]} == {"paragraph"}


def test_marked_quotes_callouts_faq_and_fences_are_typed():
    questions = "Frequently Asked Questions\n- Who? Ana.\n- Why? Rain."
    text = f"T\n> Said so.\nPro Tip: look up.\n{PROSE}\n{questions}\n```\na\n  b\n```"
    assert [kind for kind, _, _ in shape(text)] == [
        "heading",
        "quote",
        "callout",
        "paragraph",
        "heading",
        "faq",
        "code",
    ]


def test_a_single_numbered_line_is_no_list():
    assert shape(f"T\n{PROSE}\n2. The mayor\n{PROSE}")[2][0] == "heading"


def test_paragraphs_are_never_merged():
    drafts = read_paragraphs(["- a", "- b", "| c | d |", PROSE])
    assert [d.text for d in drafts] == ["- a", "- b", "| c | d |", PROSE]
    assert {d.kind for d in drafts} == {BlockKind.PARAGRAPH}


def test_lines_of_nothing_but_marks_end_quietly():
    assert read_text("-" * 100_000) == []
    assert len(read_text("> " * 50_000 + "x")) == 1
    assert read_text("|" * 100_000) == []


def test_a_report_without_a_title_keeps_its_first_paragraph():
    lead = f"BUCHAREST, Feb 13 - {PROSE} Banks had expected it."
    assert shape(f"{lead}\n{PROSE}")[0] == ("paragraph", None, lead)


def test_a_heading_stands_above_its_byline_too():
    found = shape(f"Title\n{PROSE}\nRoman shoes found in a bus garage\nBy Helen Baird\n{PROSE}")
    assert [kind for kind, _, _ in found] == ["heading", "paragraph", "heading", "paragraph", "paragraph"]
