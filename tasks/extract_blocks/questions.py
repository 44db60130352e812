"""Questions with answers: how pages mark up their FAQ."""

from collections.abc import Iterable
from itertools import chain, groupby, pairwise

from lxml.etree import _Element

from schemas.blocks import BlockKind
from tasks.extract_blocks.drafts import Draft, listing
from tasks.extract_blocks.gather import is_within, text_of
from tasks.extract_blocks.labels import names_questions

_LONGEST_ANSWER = 4000
_QUESTION_MARKS = ("?", "\uff1f", "\u061f")
_ASKING_SHARE = 0.6


def question_draft(element: _Element) -> Draft | None:
    """Return a `details` whose summary asks, or a schema.org Question, as a FAQ block of one item."""
    if not _is_question(element) or not is_within(element, 2 * _LONGEST_ANSWER):
        return None
    text = text_of(element)
    return listing(BlockKind.FAQ, [text]) if text and len(text) <= _LONGEST_ANSWER else None


def asks(text: str) -> bool:
    """Whether `text` holds a question mark."""
    return any(mark in text for mark in _QUESTION_MARKS)


def join_questions(drafts: Iterable[Draft]) -> list[Draft]:
    """Return the drafts with FAQ lists recognised and neighbouring FAQ blocks made one.

    A list is a FAQ when it follows a heading or line that says so and most of its items ask.
    """
    typed = [*drafts]
    for before, draft in pairwise(typed):
        if draft.kind is BlockKind.LIST and names_questions(before.text) and _mostly_asks(draft):
            draft.kind = BlockKind.FAQ
    joined: list[Draft] = []
    for is_faq, run in groupby(typed, key=lambda draft: draft.kind is BlockKind.FAQ):
        drafts_of_run = list(run)
        if is_faq:
            drafts_of_run = [listing(BlockKind.FAQ, chain.from_iterable(draft.items for draft in drafts_of_run))]
        joined.extend(drafts_of_run)
    return joined


def _is_question(element: _Element) -> bool:
    if element.tag == "details":
        summary = element.find("summary")
        return summary is not None and is_within(summary, _LONGEST_ANSWER) and asks(text_of(summary))
    return element.get("itemtype", "").rstrip("/").endswith("schema.org/Question")


def _mostly_asks(draft: Draft) -> bool:
    return sum(map(asks, draft.items)) >= _ASKING_SHARE * len(draft.items)
