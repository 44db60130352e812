"""The words by which a page says that it is a new version."""

import re
from collections.abc import Iterable

from schemas.blocks import Block
from tasks.shared.text import fold

# At the head of a headline or a paragraph: "UPDATE 2-", "Correction:", "UPDATED (adds quotes):".
_HEAD = re.compile(
    r"[\W_]{0,3}(?:update[ds]?|correct(?:ion|ed|s)|clarification|wrapup|amended|refile"
    r"|aktualisiert|korrektur|mise à jour|correctif|actualizaci[oó]n|correcci[oó]n|aggiornamento|correzione"
    r"|atualiza[cç][aã]o|correção)"
    r"(?: \d{1,2})?(?: ?\([^()]{1,60}\))? ?[-:.\u2014]"
)
_SAID = (
    "story has been updated",
    "article has been updated",
    "report has been updated",
    "post has been updated",
    "story was updated",
    "article was updated",
    "has been corrected",
    "earlier version of this",
    "previous version of this",
    "adds details",
    "adds quotes",
    "updates with",
)
# "Updated: 24 Nov, 10:00" is a line of the page; a note of what is new takes more words.
FEWEST_WORDS = 6
HEAD = 200


def marks(title: str, blocks: Iterable[Block]) -> frozenset[str]:
    """Return the heads of all headlines and paragraphs of an article that announce a new version, folded."""
    found = {head for head in [fold(title[:HEAD])] if _HEAD.match(head)}
    for block in blocks:
        head = fold(block.text[:HEAD])
        announced = _HEAD.match(head) is not None or any(words in head for words in _SAID)
        if announced and len([word for word in head.split() if word.isalpha()]) >= FEWEST_WORDS:
            found.add(head)
    return frozenset(found)
