import json
from datetime import UTC, datetime

import pytest

from schemas.blocks import BlockKind
from schemas.codes import Code
from schemas.events import BlocksExtracted, Hints, PageFetched
from schemas.outcomes import Reject, Retry
from tasks.extract_blocks import extract_blocks
from tasks.extract_blocks.stage import MAX_BODY

ITEM = "application/vnd.slugline.article+json"
SENTENCE = "The council of Aveiro voted on Tuesday to keep the tram line along the canal open for another ten years."


class Shelf:
    """A raw store in memory; it is its own `needs`."""

    def __init__(self, bodies: dict[str, bytes]) -> None:
        self.bodies = bodies
        self.raw = self

    def get(self, key: str) -> bytes:
        if key not in self.bodies:
            raise Retry(Code.RAW_MISSING, key)
        return self.bodies[key]


def extract(body: bytes | str, media_type: str = "text/html", **more) -> BlocksExtracted:
    raw = body.encode() if isinstance(body, str) else body
    page = PageFetched(entry_id="e", url="https://news.example/a/1", body_key="k", media_type=media_type, **more)
    (extracted,) = extract_blocks(page, Shelf({"k": raw}))
    return extracted


def kinds(extracted: BlocksExtracted) -> list[str]:
    return [block.kind.value for block in extracted.blocks]


def page(story: str, head: str = "") -> str:
    return f"<html><head>{head}</head><body><article>{story}</article></body></html>"


def test_blocks_tile_the_text():
    extracted = extract(page(f"<h1>Tram stays</h1><p>{SENTENCE}</p><ul><li>One</li><li>Two</li></ul><p>{SENTENCE}</p>"))
    assert all(extracted.text[b.start : b.end] == b.text for b in extracted.blocks)
    assert extracted.text == "\n\n".join(b.text for b in extracted.blocks)
    assert [b.index for b in extracted.blocks] == list(range(len(extracted.blocks)))


@pytest.mark.parametrize(
    ("body", "media_type", "code"),
    [
        (b"%PDF-1.7", "application/pdf", Code.UNSUPPORTED_TYPE),
        (b"", "text/html", Code.EMPTY_PAGE),
        (b"<html><body><script>render()</script></body></html>", "text/html", Code.EMPTY_PAGE),
        (b" \n\t ", "text/plain", Code.EMPTY_PAGE),
        (b"\x00" * 100, "text/html", Code.EMPTY_PAGE),
        (b"{", ITEM, Code.BAD_INPUT),
        (b"[]", ITEM, Code.BAD_INPUT),
        (b'{"text": 5}', ITEM, Code.BAD_INPUT),
        (b'{"title": "x"}', ITEM, Code.EMPTY_PAGE),
        (b"x" * (MAX_BODY + 1), "text/plain", Code.TOO_LARGE),
    ],
)
def test_what_cannot_be_read_is_rejected_with_a_code(body, media_type, code):
    with pytest.raises(Reject) as caught:
        extract(body, media_type)
    assert caught.value.code is code


def test_a_missing_body_stays_the_stores_retry():
    fetched = PageFetched(entry_id="e", url="https://news.example/", body_key="gone", media_type="text/html")
    with pytest.raises(Retry):
        list(extract_blocks(fetched, Shelf({})))


def test_the_media_type_may_carry_parameters():
    assert kinds(extract(page(f"<p>{SENTENCE}</p>"), "Text/HTML; charset=utf-8")) == ["paragraph"]


def test_hints_fill_what_the_page_does_not_say_and_do_not_overrule_it():
    when = datetime(2025, 11, 10, tzinfo=UTC)
    hints = Hints(title="From the feed", byline=("Ana",), published=when, language="pt")
    article = extract(page(f"<h1>Tram stays in Aveiro</h1><p>{SENTENCE}</p>"), hints=hints).article
    assert article.title == "Tram stays in Aveiro"
    assert (article.byline, article.published, article.language) == (("Ana",), when, "pt")


def test_the_feeds_date_beats_a_date_guessed_from_the_text():
    when = datetime(2025, 11, 10, tzinfo=UTC)
    body = f"<p>On 3 March 1999 it began. {SENTENCE}</p><p>{SENTENCE}</p>"
    assert extract(body, hints=Hints(published=when)).article.published == when


def test_paragraphs_of_an_item_stay_apart_and_in_order():
    given = ["One  two\nthree.", "Four five six.", "", "One two three."]
    extracted = extract(json.dumps({"url": "u", "title": "T", "paragraphs": given}), ITEM)
    assert [b.text for b in extracted.blocks] == ["One two three.", "Four five six.", "One two three."]
    assert extracted.article.title == "T"


def test_an_item_may_carry_html_or_text():
    published = "2025-11-10T08:00:00Z"
    of_html = extract(json.dumps({"html": page(f"<p>{SENTENCE}</p>"), "title": "T", "published": published}), ITEM)
    of_text = extract(json.dumps({"text": f"T\n{SENTENCE}", "title": "T"}), ITEM)
    assert of_html.article.published == datetime(2025, 11, 10, 8, tzinfo=UTC)
    assert of_html.article.title == of_text.article.title == "T"
    assert kinds(of_text) == ["heading", "paragraph"]


def test_a_lone_surrogate_in_an_item_does_not_reach_the_blocks():
    with pytest.raises(Reject) as caught:
        extract(b'{"text": "\\ud800"}', ITEM)
    assert caught.value.code in {Code.BAD_INPUT, Code.EMPTY_PAGE}


@pytest.mark.parametrize(
    "body",
    [
        b"<div class='callout'>" * 240 + b"<p>hello there</p>" * 500,
        b"<ul><li>" * 120 + b"<li>item" * 500,
        b"<table><tr><td>" * 80 + b"<td>cell text" * 500,
        b"<blockquote>" * 200 + b"quoted words " * 500,
        b"<h1>" * 200 + b"text " * 500,
        b"<p " + b" ".join(b"a%d=1" % at for at in range(60_000)) + b">hello there</p>",
        b'<script type="application/ld+json">' + b'{"@graph":[' * 5_000 + b"</script><p>hello there",
        b"<p>&#0;&#xD800;&#99999999; hello there",
    ],
)
def test_hostile_nesting_and_floods_end_in_blocks(body):
    assert extract(body).blocks


def test_only_known_kinds_come_out():
    extracted = extract(page(f"<h2>A</h2><p>{SENTENCE}</p><pre>x = 1\n  y</pre>"))
    assert {block.kind for block in extracted.blocks} <= set(BlockKind)
