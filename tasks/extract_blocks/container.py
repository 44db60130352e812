"""The container of the story: the element of a page that holds it."""

from collections import Counter
from collections.abc import Iterable

from lxml.etree import _Element

from schemas.blocks import BlockKind
from tasks.extract_blocks.drafts import Draft
from tasks.extract_blocks.keeping import Keeper, is_furniture
from tasks.extract_blocks.selector import Witness

_COVERED = 0.6
_HELD = 0.9
# The witness has lost whole sections when the page's own landmark holds so many times its words.
_LOST = 3.0
# Below this share of the witness's words in the page's own text, the witness read a script (JSON-LD).
_IN_SCRIPTS = 0.3
_MOST_EXTRA = 60
_LANDMARKS = (".//article", ".//main", ".//*[@role='main']", ".//*[@itemprop='articleBody']")


def story_drafts(root: _Element, drafts: list[Draft], witness: Witness) -> list[Draft]:
    """Return the drafts that belong to the story, in page order.

    With a witness the container is the smallest element that holds nine tenths of the words it saw,
    grown to the page's headline when little else comes along; `Keeper` then judges each draft.
    Without one (nothing found, or whole sections lost) the container is the page's landmark with the
    most words, or the whole page. When the page keeps its text in scripts, the witness's own lines are
    the paragraphs.
    """
    seen = {id(draft) for draft in drafts if witness.coverage(draft.text) >= _COVERED}
    held = sum(draft.words for draft in drafts if id(draft) in seen)
    landmark, size = _landmark(root, drafts)
    if size > _LOST * held:
        below = set(landmark.iter())
        return [draft for draft in drafts if draft.element in below and not is_furniture(draft)]
    if held < _IN_SCRIPTS * witness.size:
        return [Draft(BlockKind.PARAGRAPH, line) for line in witness.lines]
    if held == 0:
        return [draft for draft in drafts if not is_furniture(draft)]
    weights = word_weights(drafts)
    seen_weights = word_weights(draft for draft in drafts if id(draft) in seen)
    container = _with_headline(_smallest(seen_weights, _HELD * held), drafts, seen)
    return Keeper(container, seen, weights, seen_weights).keep(drafts)


def word_weights(drafts: Iterable[Draft]) -> Counter[_Element]:
    """Return how many words of `drafts` stand below each element."""
    weights: Counter[_Element] = Counter()
    for draft in drafts:
        element, words = draft.element, draft.words
        while element is not None:
            weights[element] += words
            element = element.getparent()
    return weights


def _smallest(seen_weights: Counter[_Element], least: float) -> _Element:
    """Return the deepest element below which at least `least` seen words stand."""
    return max((element for element, words in seen_weights.items() if words >= least), key=_depth)


def _landmark(root: _Element, drafts: list[Draft]) -> tuple[_Element, int]:
    """Return the landmark with the most running text and its words; the root when there is none."""
    weights = word_weights(draft for draft in drafts if draft.kind is BlockKind.PARAGRAPH and not is_furniture(draft))
    found = [element for path in _LANDMARKS for element in root.iterfind(path)]
    best = max(found, key=weights.__getitem__, default=root)
    return (best, weights[best]) if weights[best] else (root, 0)


def _with_headline(container: _Element, drafts: list[Draft], seen: set[int]) -> _Element:
    """Return the element that also holds the last h1 before the container's text, unless it brings much else.

    That is where standfirsts stand, which the witness misses more often than any other element.
    """
    inside = set(container.iter())
    first = next((at for at, draft in enumerate(drafts) if draft.element in inside), 0)
    headline = next((draft.element for draft in reversed(drafts[:first]) if draft.level == 1), None)
    if headline is None:
        return container
    above = set(headline.iterancestors())
    shared = next((element for element in container.iterancestors() if element in above), container)
    within = set(shared.iter()) - inside
    extra = sum(d.words for d in drafts if d.element in within and id(d) not in seen and not is_furniture(d))
    return shared if extra <= _MOST_EXTRA else container


def _depth(element: _Element) -> int:
    return sum(1 for _ in element.iterancestors())
