"""Contents lists that are marked up as plain lists: found by their title or by what they repeat."""

from schemas.blocks import BlockKind
from tasks.extract_blocks.drafts import Draft
from tasks.extract_blocks.labels import names_contents

_FEWEST_ITEMS = 4
_REPEATED_SHARE = 0.6
_TITLES = frozenset({BlockKind.PARAGRAPH, BlockKind.HEADING})


def join_contents(drafts: list[Draft]) -> list[Draft]:
    """Return the drafts with contents lists recognised, each joined with the title line before it.

    A list is one when a title such as "Table of Contents" stands before it, or when it has at least
    four items and most of them come again as headings after it.
    """
    later = _headings_after(drafts)
    joined: list[Draft] = []
    for index, draft in enumerate(drafts):
        titled = bool(joined) and joined[-1].kind in _TITLES and names_contents(joined[-1].text)
        if draft.kind is BlockKind.LIST and (titled or _repeats(draft, later, index)):
            draft.kind = BlockKind.CONTENTS
        if draft.kind is BlockKind.CONTENTS and titled:
            draft.text = f"{joined.pop().text}\n{draft.text}"
        joined.append(draft)
    return joined


def bare_title(text: str) -> str:
    """Return a title for comparison: without its number, case, kind of quotes and spacing."""
    folded = text.translate(_QUOTES).casefold().strip()
    head, _, rest = folded.partition(" ")
    number = head.rstrip(".):")
    return rest.strip() if rest and number.replace(".", "").isdecimal() else folded


def _headings_after(drafts: list[Draft]) -> dict[str, int]:
    """Return the last place of every heading, by its bare title."""
    return {bare_title(draft.text): at for at, draft in enumerate(drafts) if draft.kind is BlockKind.HEADING}


def _repeats(draft: Draft, later: dict[str, int], index: int) -> bool:
    if len(draft.items) < _FEWEST_ITEMS:
        return False
    found = sum(later.get(bare_title(item), -1) > index for item in draft.items)
    return found >= _REPEATED_SHARE * len(draft.items)


_QUOTES = str.maketrans({"\u2018": "'", "\u2019": "'", "`": "'", "“": '"', "”": '"', "\u00a0": " "})
