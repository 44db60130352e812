"""Who is new, who returns and who is somebody else after a gap."""

from collections.abc import Sequence
from itertools import islice
from typing import NamedTuple

from tasks.detect_segments.page import Passage
from tasks.shared.names import Name, hard_different

# A page that names more bearers of one family name than this is a list, and lists have no seams to find.
_MOST_BEARERS = 8
_MOST_ASKED = 12


class Cast(NamedTuple):
    """The people just after a gap, as counts against all before it.

    `new`: full names whose surname was not known; `known`: surnames that were known; `again`: people told in full
    before and once more in full now, as a new report does; `leaning`: bare surnames whose full form stands only
    before the gap; `other`: full names that share a surname with somebody else before.
    """

    new: int
    known: int
    again: int
    leaning: int
    other: int


class People:
    """Where everybody of a span of passages is named: built once, asked at every gap in constant time."""

    def __init__(self, passages: Sequence[Passage]) -> None:
        self._named = [[m.name for m in passage.mentions if not m.body] for passage in passages]
        self._first: dict[str, int] = {}
        self._first_full: dict[str, int] = {}
        self._last_full: dict[str, int] = {}
        self._bearers: dict[str, dict[str, tuple[int, Name]]] = {}
        for place, names in enumerate(self._named):
            for name in names:
                self._note(place, name)

    def _note(self, place: int, name: Name) -> None:
        self._first.setdefault(name.family_key, place)
        if name.given:
            self._first_full.setdefault(name.family_key, place)
            self._last_full[name.family_key] = place
            bearers = self._bearers.setdefault(name.family_key, {})
            if len(bearers) < _MOST_BEARERS:
                bearers.setdefault(name.key, (place, name))

    def cast_at(self, gap: int, reach: int) -> Cast:
        """Return the people of the `reach` passages after `gap` (the index of the first passage after it)."""
        families = {name.family_key for named in self._named[gap : gap + reach] for name in named}
        full = {name.key: name for named in self._named[gap : gap + reach] for name in named if name.given}
        return Cast(
            new=len({name.family_key for name in full.values() if self._first[name.family_key] >= gap}),
            known=sum([self._first[family] < gap for family in families]),
            again=sum([self._told(name) < gap for name in full.values()]),
            leaning=sum([self._last_full.get(family, gap) < gap for family in families]),
            other=sum([self._is_other(name, gap) for name in islice(full.values(), _MOST_ASKED)]),
        )

    def _told(self, name: Name) -> int:
        """Return where a full name is first told; past the span when it is one too many of its family."""
        return self._bearers[name.family_key].get(name.key, (len(self._named), name))[0]

    def _is_other(self, name: Name, gap: int) -> bool:
        before = [bearer for place, bearer in self._bearers[name.family_key].values() if place < gap]
        return bool(before) and all(hard_different(name, bearer) for bearer in before)
