"""A page read for segmentation: every block with its words, proper names, people and first sentence."""

import re
from itertools import chain
from typing import NamedTuple

from schemas.blocks import ArticleMeta, Block, BlockKind
from tasks.shared.foreign_names import sure_mentions
from tasks.shared.languages import ENGLISH, language_of
from tasks.shared.mentions import Mention, NameFinder, find_mentions
from tasks.shared.text import STOP_WORDS, bare, content_words, readable, sentences, verbatim

_CAPITALISED = re.compile(r"\b[^\W\d_a-z][\w-]*[^\W_]")
_LOWER_WORD = re.compile(r"\b[^\W\d_A-Z]{2,}\b")
_MOST_READ = 6000
_LONGEST_QUOTE = 400
_MOST_MENTIONS = 60
_MANY_HEADINGS = 5
# What is seen of a block or a gap, by name.
Values = dict[str, float]


class Passage(NamedTuple):
    """One block as read: `terms` are content stems, `proper` the folded words written only with a capital.

    `text` is the readable text (see `tasks.shared.text.readable`) of at most 6,000 characters; `size` counts words.
    """

    block: Block
    text: str
    sentences: tuple[str, ...]
    terms: frozenset[str]
    proper: frozenset[str]
    mentions: tuple[Mention, ...]
    size: int

    @property
    def is_heading(self) -> bool:
        """Whether the block is a heading of the page."""
        return self.block.kind is BlockKind.HEADING

    def quote(self, sentence: int) -> str:
        """Return a sentence as published, at most 400 characters of it."""
        return verbatim(self.block.text, self.sentences[sentence])[:_LONGEST_QUOTE]


class Page(NamedTuple):
    """All blocks of a revision as read.

    `listed` holds the folded entries of the page's own list of contents. `sectioned` tells that headings divide the
    page: a few short lines that look like headings in running text do not. `language` is None where the text is too
    short to tell; it is read as English then.
    """

    article: ArticleMeta
    passages: tuple[Passage, ...]
    listed: frozenset[str]
    sectioned: bool
    language: str | None = None


def read_page(article: ArticleMeta, blocks: tuple[Block, ...], names: NameFinder = find_mentions) -> Page:
    """Read every block once; all later steps work on the result. `names` finds whom the texts name."""
    texts = [readable(block.text[:_MOST_READ]) for block in blocks]
    told = frozenset(chain.from_iterable(map(_LOWER_WORD.findall, texts)))
    common = frozenset(filter(str.islower, told))
    language = language_of(texts, article.language)
    mentions = names(texts)
    if language not in {None, ENGLISH}:
        mentions = sure_mentions(texts, mentions, language)
    passages = tuple(
        _read(block, text, common, found) for block, text, found in zip(blocks, texts, mentions, strict=True)
    )
    return Page(article, passages, _listed(blocks), _is_sectioned(blocks), language)


def _read(block: Block, text: str, common: frozenset[str], mentions: list[Mention]) -> Passage:
    capitals = {bare(word).removesuffix("'s") for word in _CAPITALISED.findall(text)}
    proper = frozenset(word for word in capitals if word not in common and word not in STOP_WORDS)
    return Passage(
        block=block,
        text=text,
        sentences=sentences(text),
        terms=frozenset(content_words(text)),
        proper=proper,
        mentions=tuple(mentions[:_MOST_MENTIONS]),
        size=text.count(" ") + 1,
    )


_NUMBERING = re.compile(r"^\W*\d{1,3}[.)]\s*")


def heading_key(text: str) -> str:
    """Return the form in which a heading and its entry in the list of contents are equal."""
    return " ".join(re.findall(r"\w+", bare(_NUMBERING.sub("", text))))


def repeats(passage: Passage, title: str) -> bool:
    """Tell whether a heading is the page's own title told once more: it opens no further story."""
    return passage.is_heading and heading_key(passage.text) == heading_key(title)


def _listed(blocks: tuple[Block, ...]) -> frozenset[str]:
    entries = (
        item for block in blocks if block.kind is BlockKind.CONTENTS for item in block.items or block.text.split("\n")
    )
    return frozenset(heading_key(entry) for entry in entries)


def _is_sectioned(blocks: tuple[Block, ...]) -> bool:
    headings = [block for block in blocks[1:] if block.kind is BlockKind.HEADING]
    return any(block.level is not None for block in headings) or len(headings) >= _MANY_HEADINGS
