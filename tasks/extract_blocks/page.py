"""A page of HTML: from text to the drafts and the metadata of its article."""

from typing import NamedTuple

from lxml import html
from lxml.etree import ParserError, _Element

from schemas.blocks import ArticleMeta
from schemas.events import Hints
from tasks.extract_blocks.container import story_drafts
from tasks.extract_blocks.contents import join_contents
from tasks.extract_blocks.drafts import Draft, type_callouts
from tasks.extract_blocks.headings import carry_rules, type_bold_headings
from tasks.extract_blocks.metadata import complete, guess_metadata, read_metadata
from tasks.extract_blocks.questions import join_questions
from tasks.extract_blocks.selector import ask, guess
from tasks.extract_blocks.walker import walk


class Page(NamedTuple):
    """The story of a page as drafts (none when it has no text), and what is known of it."""

    drafts: list[Draft]
    article: ArticleMeta


def read_page(text: str, url: str, hints: Hints) -> Page:
    """Return the story of an HTML text; `url` is its address, for relative links.

    What the page states comes first, then the `hints` of its bringer, then guesses: those are only
    made when title, byline or date are still unknown, since they cost as much as the story.
    """
    tree = parse(text)
    if tree is None:
        return Page([], complete(ArticleMeta(), hints))
    body = tree.find("body")
    root = tree if body is None else body
    walked = walk(root)
    drafts = story_drafts(root, walked, ask(tree, url))
    carry_rules(walked, drafts)
    article = complete(read_metadata(tree, url), hints)
    if not (article.title and article.byline and article.published):
        article = complete(article, guess_metadata(tree, guess(tree, url)))
    return Page(type_callouts(join_questions(join_contents(type_bold_headings(drafts)))), article)


def _without_floods(text: str) -> str:
    """Return `text` without tags that hold thousands of attributes: libxml2 compares each with all others."""
    if len(text) < _LONGEST_TAG:
        return text
    return "<".join(map(_bounded, text.split("<")))


def _bounded(chunk: str) -> str:
    end = chunk.find(">")
    end = len(chunk) if end < 0 else end
    flooded = end > _LONGEST_TAG and chunk[:1].isalpha()
    return f"p{chunk[end:]}" if flooded and len(chunk[:end].split()) > _MOST_ATTRIBUTES else chunk


def parse(text: str) -> _Element | None:
    """Return the element tree of an HTML text, or None when there is nothing to parse.

    The parser keeps libxml2's limits (depth 256): deeper content belongs to no real page.
    """
    # Bytes with a fixed encoding: lxml refuses text that carries an XML encoding declaration.
    source = _without_floods(text.replace("\x00", "")).encode("utf-8", "replace")
    parser = html.HTMLParser(encoding="utf-8", huge_tree=False, remove_comments=True, remove_pis=True)
    try:
        return html.document_fromstring(source, parser=parser)
    except ParserError:
        return None


# A tag of this length is looked at; long data URIs and drawings are few words.
_LONGEST_TAG = 50_000
_MOST_ATTRIBUTES = 5_000
