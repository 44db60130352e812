"""The people of a segment: spellings of one name joined, and whom a bare surname means."""

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Sequence
from operator import itemgetter
from typing import NamedTuple

from tasks.detect_segments.prominence import Told
from tasks.shared.names import Name, same_person

Place = tuple[int, int]

_MOST_SPELLINGS = 50


class _Bearing(NamedTuple):
    """Where somebody is told in a way that a bare surname may point back to; `key` is the person's."""

    at: Place
    key: str


def group_people(told: Sequence[Told]) -> dict[str, list[Told]]:
    """Group mentions by person; a group's key is the key of the first full spelling, or the bare surname.

    A surname never looks outside the segment. It means the nearest bearer before it, else the first after it, of
    those who last: somebody told in full but once, when another bears the name already, is named in passing, and after
    "Trump's wife, Melania Trump," a bare "Trump" is still he.
    """
    bearings = _bearings(told)
    lasting = {family: _lasting(found) for family, found in bearings.items()}
    own = {bearing.at: bearing.key for found in bearings.values() for bearing in found}
    groups: defaultdict[str, list[Told]] = defaultdict(list)
    for place, mention in told:
        here = (place, mention.at)
        family = mention.name.family_key
        key = own.get(here) or _nearest(here, lasting.get(family, ())) or family
        groups[key].append((place, mention))
    return dict(groups)


def _bearings(told: Sequence[Told]) -> dict[str, list[_Bearing]]:
    """Return where every family name is told in full, or with a title that says who is meant, in order."""
    known: defaultdict[str, list[Name]] = defaultdict(list)
    titles: defaultdict[str, dict[str, str]] = defaultdict(dict)
    found: defaultdict[str, list[_Bearing]] = defaultdict(list)
    for place, mention in told:
        if mention.full:
            family = mention.name.family_key
            key = _key(mention.name, known[family])
            found[family].append(_Bearing((place, mention.at), key))
            if mention.title:
                titles[family].setdefault(mention.title, key)
    for place, mention in told:
        if mention.title and not mention.full:
            family, here = mention.name.family_key, (place, mention.at)
            key = titles[family].get(mention.title) or _titled(here, found[family], titles[family]) or family
            titles[family].setdefault(mention.title, key)
            found[family].append(_Bearing(here, key))
    return {family: sorted(bearings) for family, bearings in found.items()}


def _key(name: Name, known: list[Name]) -> str:
    first = next((other for other in known if same_person(other, name)), name)
    if first is name and len(known) < _MOST_SPELLINGS:
        known.append(name)
    return first.key


def _titled(here: Place, bearings: Sequence[_Bearing], titles: dict[str, str]) -> str | None:
    """Return whom "President Lee" at `here` means where nobody is called so in full.

    Who is told before, else who is told after without another title: where only "First Lady Melania Trump" comes later,
    President Trump is somebody else.
    """
    before = max((bearing for bearing in bearings if bearing.at < here), default=None)
    after = (bearing.key for bearing in bearings if bearing.key not in titles.values())
    return before.key if before else next(after, None)


def _lasting(bearings: Sequence[_Bearing]) -> list[_Bearing]:
    counts = Counter(bearing.key for bearing in bearings)
    return [bearing for bearing in bearings if counts[bearing.key] > 1 or bearing.key == bearings[0].key]


def _nearest(here: Place, bearings: Sequence[_Bearing]) -> str | None:
    if not bearings:
        return None
    return bearings[max(0, bisect_right(bearings, here, key=itemgetter(0)) - 1)].key
