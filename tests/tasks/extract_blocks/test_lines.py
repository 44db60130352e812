import pytest

from schemas.blocks import BlockKind
from schemas.events import Hints
from tasks.extract_blocks.drafts import to_blocks
from tasks.extract_blocks.page import parse, read_page
from tasks.extract_blocks.plain import read_text
from tasks.extract_blocks.walker import walk

PROSE = "The river rose before dawn on Monday and reached the lower town within the hour, the service said."


def blocks(body):
    page = read_page(
        f"<html><body><article><h1>A flood</h1>{body}</article></body></html>", "https://a.example/", Hints()
    )
    return to_blocks(page.drafts)[1:]


@pytest.mark.parametrize(
    ("paragraph", "lead_in"),
    [
        (f"<p><b>Strike off.</b> {PROSE}</p>", "Strike off."),
        (f"<p> <strong><a href='/s'>Strike</a> <em>off</em>.</strong> {PROSE}</p>", "Strike off."),
        (f"<p><b>Strike off</b><br>{PROSE}</p>", "Strike off"),
        (f"<p><b>Strike<br>off.</b> {PROSE}</p>", "Strike off."),
        (f"<p>{PROSE} <b>So it is.</b></p>", ""),
        (f"<p><b>{PROSE}</b></p>", ""),
    ],
)
def test_the_bold_words_that_a_paragraph_begins_with_are_known(paragraph, lead_in):
    block = blocks(f"{paragraph}<p>{PROSE}</p>")[0]
    assert block.text[: block.lead_in] == lead_in
    assert block.kind is BlockKind.PARAGRAPH


def test_a_bold_line_above_text_is_a_heading_and_a_bold_byline_is_none():
    found = blocks(f"<p><b>Anna Weber</b></p><p>{PROSE}</p><p><b>What the mayor said</b></p><p>{PROSE} He left.</p>")
    assert [(block.kind.value, block.level) for block in found] == [
        ("paragraph", None),
        ("paragraph", None),
        ("heading", None),
        ("paragraph", None),
    ]


def test_a_bold_question_is_no_heading():
    found = blocks(f"<p>{PROSE}</p><p><b>And what did the mayor say?</b></p><p>{PROSE} Nothing.</p>")
    assert [block.kind.value for block in found] == ["paragraph"] * 3


def test_a_line_drawn_between_blocks_is_known():
    assert [block.ruled for block in blocks(f"<p>{PROSE}</p><hr><p>{PROSE} Twice.</p>")] == [False, True]


@pytest.mark.parametrize("rule", ["* * *", "———", "___", "⁂"])
def test_a_line_made_of_signs_is_known_too(rule):
    drafts = walk(parse(f"<body><p>{PROSE}</p><p>{rule}</p><p>{PROSE} Twice.</p></body>"))
    assert [(draft.text == rule, draft.ruled) for draft in drafts] == [(False, False), (True, False), (False, True)]


def test_a_line_drawn_before_what_is_dropped_stands_before_the_next_block():
    share = "<div class='share'><a href='/x'>Share</a> <a href='/y'>Post</a></div>"
    assert [block.ruled for block in blocks(f"<p>{PROSE}</p><hr>{share}<p>{PROSE} Twice.</p>")] == [False, True]


def test_a_text_draws_lines_too():
    drafts = read_text(f"A flood\n{PROSE}\n\n---\n\n{PROSE}\n* * *\n{PROSE}")
    assert [draft.ruled for draft in drafts] == [False, False, True, True]


def test_a_poem_of_very_many_lines_is_one_paragraph():
    (only,) = blocks("<p>" + "<b>Rain</b><br>" * 8000 + "</p>")
    assert only.text == " ".join(["Rain"] * 8000)
