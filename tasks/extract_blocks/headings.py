"""Lines that look like a heading without being marked as one."""

from collections.abc import Sequence

from schemas.blocks import BlockKind
from tasks.extract_blocks.drafts import Draft
from tasks.extract_blocks.labels import MAX_TITLE, names_questions

_MOST_WORDS = 20
_ENDINGS = tuple('.!?:;,…。\uff01\uff1f"”»')
_PROSE = frozenset({BlockKind.PARAGRAPH, BlockKind.LIST, BlockKind.TABLE, BlockKind.FAQ, BlockKind.QUOTE})


def ends_like_sentence(text: str) -> bool:
    """Whether `text` ends with a mark that a heading has not."""
    return text.endswith(_ENDINGS)


def looks_like_heading(text: str) -> bool:
    """Whether `text` is short, begins like a sentence and ends unlike one; a byline or credit does not count."""
    if len(text) > MAX_TITLE or ends_like_sentence(text) or not (text[:1].isupper() or text[:1].isdecimal()):
        return False
    if is_byline(text) or text.casefold().startswith(("photo", "image")):
        return False
    return sum(map(str.isalpha, text)) > len(text) / 2 and text.count(" ") < _MOST_WORDS


def is_byline(text: str) -> bool:
    """Whether `text` says who wrote what follows."""
    return len(text) <= MAX_TITLE and text[:3].casefold() == "by "


def stands_below(heading: str, below: Draft) -> bool:
    """Whether `below` can be the first block under a heading: more than it, or the answers it announces."""
    return below.kind in _PROSE and (len(below.text) > len(heading) or names_questions(heading))


def type_bold_headings(drafts: Sequence[Draft]) -> list[Draft]:
    """Type as headings (no level) the paragraphs that are all bold, look like a heading and stand above text.

    Under another heading such a line is a byline or a standfirst.
    """
    typed = list(drafts)
    for above, draft, below in zip([None, *typed], typed, typed[1:], strict=False):
        headed = above is not None and above.kind is not BlockKind.HEADING
        if headed and _is_bold(draft) and looks_like_heading(draft.text) and stands_below(draft.text, below):
            draft.kind = BlockKind.HEADING
    return typed


def _is_bold(draft: Draft) -> bool:
    return draft.kind is BlockKind.PARAGRAPH and draft.bold >= len(draft.text) > 0


def carry_rules(drafts: Sequence[Draft], kept: Sequence[Draft]) -> None:
    """Give every line drawn before a draft that is not `kept` to the next one that is."""
    staying = {id(draft) for draft in kept}
    ruled = False
    for draft in drafts:
        ruled = ruled or draft.ruled
        if id(draft) in staying:
            draft.ruled, ruled = ruled, False
