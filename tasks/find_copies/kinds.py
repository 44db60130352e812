"""Whether two pages carry the same text, and as what. The numbers were chosen on one half of the development stories.

Traps they keep out: reports of one event share quotations (containment up to .53, but not the opening, and the rest
is not the same text misprinted); pages of one outlet share captions (up to .7, but not the opening).
"""

from collections.abc import Sequence

from schemas.copies import CopyKind
from schemas.events import StoredPage
from tasks.find_copies.changes import Change, changes, misprinted
from tasks.find_copies.likeness import Likeness
from tasks.find_copies.marks import marks
from tasks.shared.text import fold, word_set
from tasks.shared.urls import host, outlet

COPIED, LEAD = 0.6, 0.5
# Misprints spoil most triples, but what stands in the place of a word is spelt much like it.
SPOILT, MISPRINTED = 0.25, 0.3
# Of a few words everything is shared by chance.
FEW = 25
UNITED = 0.5
# Of the words in the place of others so many must be numbers: one digit among a hundred misprints is a misprint.
NUMBERS = 0.2
# A page grows by sentences; a word here and there is an edit.
GROWN, SENTENCE, SAME_HEADLINE = 0.85, 8, 0.5


def is_copy(found: Likeness) -> bool:
    """Tell whether a likeness is that of a text and its copy."""
    if found.size < FEW:
        return found.jaccard >= COPIED
    if found.containment >= COPIED and found.lead >= LEAD:
        return True
    if found.containment < SPOILT:
        return False
    return misprinted(changes(found.smaller, found.larger, found.common)) >= MISPRINTED


def unites(found: Likeness, stories_of_larger: int) -> bool:
    """Tell whether the two belong to one group. A page that embeds two wire stories must not make them one."""
    return found.jaccard >= UNITED or stories_of_larger <= 1


def kind_of(earlier: StoredPage, later: StoredPage, *, same: bool, found: Sequence[Change]) -> CopyKind:
    """Return what a copy is to its original; `same` tells that the texts are, `found` what was changed."""
    if same:
        return CopyKind.EXACT if fold(earlier.title) == fold(later.title) else CopyKind.NEAR
    if _has_new_numbers(found) or _says_so(earlier, later) or _has_grown(earlier, later, found):
        return CopyKind.REVISED
    return CopyKind.NEAR


def _has_new_numbers(found: Sequence[Change]) -> bool:
    replaced = [change for change in found if change.is_replacement]
    return sum(change.is_number for change in replaced) > NUMBERS * len(replaced)


def _says_so(earlier: StoredPage, later: StoredPage) -> bool:
    # More notes, not other ones: misprints and cuts spoil those that both have.
    return marks(later.title, later.blocks) > marks(earlier.title, earlier.blocks)


def _has_grown(earlier: StoredPage, later: StoredPage, found: Sequence[Change]) -> bool:
    """Tell whether one outlet's page under much the same headline took in something, and lost next to nothing.

    What stands before or behind the text is more often the page than the article.
    """
    if outlet(host(earlier.url)) != outlet(host(later.url)) or not host(earlier.url):
        return False
    grew = [change for change in found if change.inside and len(change.after) >= len(change.before) + SENTENCE]
    lost = sum(len(change.before) for change in found if len(change.before) > len(change.after))
    words = sum(len(block.text.split()) for block in earlier.blocks)
    return bool(grew) and lost <= (1 - GROWN) * words and _alike(earlier.title, later.title)


def _alike(left: str, right: str) -> bool:
    one, two = word_set(fold(left)), word_set(fold(right))
    return len(one & two) >= SAME_HEADLINE * max(len(one), len(two), 1)
