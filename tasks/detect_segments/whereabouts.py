"""Where what a segment reports happened: the dateline, else what the lead says most for; with a confidence."""

import re
from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from typing import NamedTuple

from tasks.shared.bodies import is_institution
from tasks.shared.body_tables import ORGANISATION_WORDS
from tasks.shared.datelines import read_dateline
from tasks.shared.name_tables import NON_PERSON_WORDS, TIME_WORDS
from tasks.shared.places import CITY, COUNTRY, REGION, STATE, find_places, look_up
from tasks.shared.text import STOP_WORDS, bare, readable, word_set

_LEAD_TEXTS = 3
_LEAD_REACH = 1500
_WEIGHTS = {CITY: 4.0, STATE: 3.0, COUNTRY: 2.0, REGION: 1.0}
_UNKNOWN_WEIGHT, _REGIONED_WEIGHT = 2.5, 5.0
_LOCATED, _FIRST, _HEADLINE = 2.0, 1.5, 1.5
_LOCATIVE = re.compile(r"\b(in|at|near|outside|off|around|across|from)\s(?:the\s)?$", re.IGNORECASE)
_LOCATED_IN = frozenset({"in", "near", "outside"})
_BEFORE, _AFTER = 12, 24
# In lower case: "Durham Cathedral" is a name, and one that other things may bear.
_LANDMARK = re.compile(
    r"(?:'s|\u2019s)?\s(?:airport|bridge|castle|cathedral|cemetery|harbour|harbor|hospital|library|market|museum|port|"
    r"prison|racecourse|seafront|square|stadium|station|suburb|theatre|town hall|town centre|university|zoo)\b"
)
# Names of towns that are other words, or people's, more often than not: they count only after "in".
_DOUBTFUL = word_set(
    """
    nice split mobile bath tours essen hue tyre gary nancy victoria regina helena augusta hamilton jackson madison
    concord lexington derby york salem norfolk preston bolton windsor male jos mesa jordan chad georgia lund hull flint
    reims nara surat perm orlando durham lincoln berkeley camden bari como jersey providence phoenix florence charlotte
    columbus houston austin dallas washington france
    """
)
_NO_TOWNS = NON_PERSON_WORDS | ORGANISATION_WORDS | STOP_WORDS | TIME_WORDS
_DATELINE, _UNKNOWN_DATELINE = 0.95, 0.85
_LEAST, _SPAN, _SURE_VOTES = 0.25, 0.6, 12.0
# "in Hexham", "in Sandy Hook, Connecticut": one to three words, and a state or country after a comma.
_NAMED = re.compile(
    r"\b(?:in|near|outside)\s([A-Z][\w-]{2,20}(?:\s[A-Z][\w-]{2,20}){0,2})\b"
    r"(?!['\u2019-])(?:,\s([A-Z][\w.]{1,15}(?:\s[A-Z]\w{2,15})?))?"
)


class Located(NamedTuple):
    """The place of a story, and how sure it is from 0 to 1."""

    place: str
    confidence: float


def story_place(texts: Sequence[str], headline: str = "", names: Collection[str] = ()) -> Located | None:
    """Return where the story told by `texts` (lead first) happens, or None.

    The dateline wins. Else every place in the first 1,500 characters is weighed: cities more than countries, more after
    "in", in the first sentence and in the headline. A town that the gazetteer does not know counts after "in", unless
    it is one of `names` (folded words of the people and bodies of the story).
    """
    for text in texts[:_LEAD_TEXTS]:
        line = read_dateline(text)
        if line is not None:
            return Located(line.place, _DATELINE if line.known else _UNKNOWN_DATELINE)
    lead = readable("\n".join(texts)[:_LEAD_REACH])
    votes: defaultdict[str, float] = defaultdict(float)
    for place, weight in [*_known(lead), *_unknown(lead, names), *_in_headline(headline)]:
        votes[place] += weight
    if not votes:
        return None
    told = bare(headline)
    weights = {place: weight * (_HEADLINE if bare(place) in told else 1) for place, weight in votes.items()}
    best = max(weights, key=lambda place: weights[place])
    share = weights[best] / sum(weights.values())
    return Located(best, round(_LEAST + _SPAN * share * min(1.0, weights[best] / _SURE_VOTES), 2))


def locative_before(text: str, start: int) -> str:
    """Return the folded preposition that puts something at the place named at `start` of `text` ("in"), or ""."""
    found = _LOCATIVE.search(text[max(0, start - _BEFORE) : start])
    return found.group(1).casefold() if found else ""


def names_landmark(text: str, end: int) -> bool:
    """Tell whether the place that ends at `end` of `text` is followed by what stands there: "Durham cathedral"."""
    return bool(_LANDMARK.match(text[end : end + _AFTER]))


def _known(lead: str) -> Iterator[tuple[str, float]]:
    first = len(lead.split("\n", 1)[0])
    for mention in find_places(lead):
        weight = _WEIGHTS.get(mention.place.kind, 0.0)
        located = locative_before(lead, mention.start)
        sure = located or names_landmark(lead, mention.end)
        if weight and (sure or bare(lead[mention.start : mention.end]) not in _DOUBTFUL):
            yield mention.place.name, weight * (_LOCATED if located else 1) * (_FIRST if mention.start < first else 1)


def _in_headline(headline: str) -> Iterator[tuple[str, float]]:
    """Yield the towns that the headline puts the story in: "Where to eat in Trieste"; a guide may not say it again."""
    for mention in find_places(headline[:_LEAD_REACH]):
        if mention.place.kind == CITY and locative_before(headline, mention.start) in _LOCATED_IN:
            yield mention.place.name, _WEIGHTS[CITY] * _LOCATED


def _unknown(lead: str, names: Collection[str]) -> Iterator[tuple[str, float]]:
    for match in _NAMED.finditer(lead):
        town, region = match.groups()
        words = bare(town).split()
        if look_up(town) is None and look_up(words[0]) is None and not any(_is_other(word, names) for word in words):
            yield town, _REGIONED_WEIGHT if region and look_up(region.strip(".")) is not None else _UNKNOWN_WEIGHT


def _is_other(word: str, names: Collection[str]) -> bool:
    return word in names or word in _NO_TOWNS or is_institution(word)
