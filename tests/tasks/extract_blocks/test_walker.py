import pytest

from schemas.blocks import BlockKind
from tasks.extract_blocks.contents import join_contents
from tasks.extract_blocks.drafts import type_callouts
from tasks.extract_blocks.page import parse
from tasks.extract_blocks.questions import join_questions
from tasks.extract_blocks.walker import walk


def drafts(body: str):
    return join_questions(join_contents(type_callouts(walk(parse(f"<html><body>{body}</body></html>").find("body")))))


def shape(body: str) -> list[tuple[str, str]]:
    return [(draft.kind.value, draft.text) for draft in drafts(body)]


def test_headings_keep_their_level():
    assert [(d.kind, d.level) for d in drafts("<h1>A</h1><h2>B</h2><h6>C</h6>")] == [
        (BlockKind.HEADING, 1),
        (BlockKind.HEADING, 2),
        (BlockKind.HEADING, 6),
    ]


def test_loose_text_becomes_paragraphs_and_nothing_is_lost():
    assert shape("<div>one<p>two</p>three <b>four</b><div>five</div>six</div>") == [
        ("paragraph", "one"),
        ("paragraph", "two"),
        ("paragraph", "three four"),
        ("paragraph", "five"),
        ("paragraph", "six"),
    ]


def test_two_line_breaks_split_a_paragraph_and_one_does_not():
    assert shape("<p>one<br>two<br><br>three</p>") == [("paragraph", "one two"), ("paragraph", "three")]


def test_a_nested_list_is_one_list_with_the_items_in_reading_order():
    (only,) = drafts("<ul><li>a<ul><li>b</li></ul></li><li>c</li></ul>")
    assert (only.kind, only.items, only.text) == (BlockKind.LIST, ("a", "b", "c"), "a\nb\nc")


def test_a_list_that_lays_out_cards_is_walked_into():
    assert shape("<ul><li><h3>Card</h3><p>Text</p></li></ul>") == [("heading", "Card"), ("paragraph", "Text")]


def test_a_definition_list_has_items_of_term_and_text():
    (only,) = drafts("<dl><dt>Toll:</dt><dd>five</dd><dt>Place</dt><dd>Coimbra</dd></dl>")
    assert (only.kind, only.items) == (BlockKind.DEFINITION, ("Toll: five", "Place: Coimbra"))


def test_a_data_table_has_rows_and_a_layout_table_is_walked_into():
    data, *rest = drafts(
        "<table><tr><th>Year</th><th>Trains</th></tr><tr><td>2025</td><td>4</td></tr></table>"
        "<table><tr><td><p>Just a frame.</p></td></tr></table>"
    )
    assert data.rows == (("Year", "Trains"), ("2025", "4"))
    assert data.text == "Year | Trains\n2025 | 4"
    assert [(d.kind, d.text) for d in rest] == [(BlockKind.PARAGRAPH, "Just a frame.")]


def test_quotes_and_embedded_posts_keep_their_attribution():
    assert shape(
        "<blockquote><p>We go.</p><footer>Ana</footer></blockquote>"
        "<blockquote class='twitter-tweet'><p>Hello.</p>Bo (@bo) May 1</blockquote>"
    ) == [("quote", "We go.\nAna"), ("embed", "Hello.\nBo (@bo) May 1")]


@pytest.mark.parametrize(
    "body",
    [
        "<aside class='callout'><p>Mind the gap.</p></aside>",
        "<div role='note'>Mind the gap.</div>",
        "<p>Pro Tip: Mind the gap.</p>",
        "<p><b>Did You Know?</b> Mind the gap.</p>",
    ],
)
def test_callouts_are_known_by_box_or_by_label(body):
    assert [kind for kind, _ in shape(body)] == ["callout"]


def test_a_short_box_under_its_heading_is_no_part_of_the_story():
    box = "<h2>From our archive</h2><p>Ten years ago the mill burned.</p><p>Nobody was hurt.</p>"
    body = f"<h1>Bridge opens</h1><p>The mayor came.</p>{box}<h2>Costs</h2><p>They rose.</p>"
    kinds = [kind for kind, _ in shape(body)]
    assert kinds == ["heading", "paragraph", "callout", "callout", "callout", "heading", "paragraph"]


def test_a_box_whose_end_cannot_be_seen_is_left_in_the_story():
    body = "<h2>Did you know?</h2>" + "<p>The mayor came and spoke.</p>" * 4
    assert [kind for kind, _ in shape(body)] == ["heading"] + ["paragraph"] * 4
    assert [kind for kind, _ in shape("<h2>Did you know this man?</h2><p>He came.</p>")] == ["heading", "paragraph"]


def test_a_sentence_that_only_begins_like_a_label_is_no_callout():
    assert shape("<p>Did you know him well, she asked.</p>")[0][0] == "paragraph"


@pytest.mark.parametrize(
    "body",
    [
        (
            "<nav><p>Contents</p><ul><li><a href='#a'>A</a></li><li><a href='#b'>B</a></li><li><a href='#c'>C</a></li>"
            "</ul></nav>"
        ),
        "<h2>Contents</h2><ul><li>A</li><li>B</li><li>C</li></ul>",
    ],
)
def test_a_contents_list_holds_its_title_in_the_text_and_not_in_the_items(body):
    (only,) = drafts(body)
    assert (only.kind, only.items, only.text) == (BlockKind.CONTENTS, ("A", "B", "C"), "Contents\nA\nB\nC")


def test_a_list_that_repeats_the_later_headings_is_the_contents_list():
    body = "<ol><li>1. Rain</li><li>2. Flood</li><li>3. Toll</li><li>4. Dams</li></ol>"
    body += "".join(f"<h2>{title}</h2><p>Text.</p>" for title in ("Rain", "Flood", "Toll", "Dams"))
    assert shape(body)[0][0] == "contents"


def test_footnotes_that_link_back_are_no_contents_list():
    items = "".join(f"<li>Source {n}: the yearly report of the port. <a href='#r{n}'>^</a></li>" for n in range(5))
    assert shape(f"<ol>{items}</ol>")[0][0] == "list"


@pytest.mark.parametrize(
    "body",
    [
        "<h2>FAQ</h2><ul><li>Who pays? The city.</li><li>When? In May.</li></ul>",
        (
            "<h2>FAQ</h2><details><summary>Who pays?</summary>The city.</details>"
            "<details><summary>When?</summary>In May.</details>"
        ),
        (
            "<h2>FAQ</h2><div itemtype='https://schema.org/Question'><h3>Who pays?</h3><p>The city.</p></div>"
            "<div itemtype='https://schema.org/Question'><h3>When?</h3><p>In May.</p></div>"
        ),
    ],
)
def test_questions_with_answers_become_one_faq(body):
    _, faq = drafts(body)
    assert (faq.kind, faq.items) == (BlockKind.FAQ, ("Who pays? The city.", "When? In May."))


def test_captions_are_figures_and_code_keeps_its_lines():
    assert shape("<figure><img src='a.png'><figcaption>The bridge.</figcaption></figure><pre>a\n  b\n</pre>") == [
        ("figure", "The bridge."),
        ("code", "a\n  b"),
    ]


def test_scripts_controls_and_comments_are_no_text():
    assert shape("<p>a</p><script>b</script><style>c</style><button>d</button><!-- e --><p>f</p>") == [
        ("paragraph", "a"),
        ("paragraph", "f"),
    ]


def test_white_space_and_invisible_characters_are_folded():
    assert shape("<p>a\u200b\u00a0 b\n\tc\u00ad</p>") == [("paragraph", "a b c")]
