"""Who is told in full on which side of a gap: the same people carry on, or other people enter."""

from bisect import bisect_left
from collections.abc import Sequence

from tasks.detect_segments.page import Passage

_REACHES = (3, 8)


class Company:
    """The people of a span, passage by passage: built once, asked at every gap."""

    def __init__(self, passages: Sequence[Passage]) -> None:
        self._people = [dict.fromkeys(m.name for m in passage.mentions if not m.body) for passage in passages]
        self._first: dict[str, int] = {}
        self._first_told: dict[str, int] = {}
        self._told: dict[str, list[int]] = {}
        for place, names in enumerate(self._people):
            for name in names:
                self._first.setdefault(name.family_key, place)
                if name.given:
                    self._first_told.setdefault(name.key, place)
                    self._told.setdefault(name.family_key, []).append(place)

    def at(self, gap: int) -> dict[str, float]:
        """Count the people of the 3 and of the 8 passages after `gap` by how they are told.

        `enters`: in full, the family name unheard of; `again`: in full, as before the gap already; `owned`: by family
        name, told in full since the gap; `borrowed`: by family name, told in full only before it.
        """
        values: dict[str, float] = {}
        counts = {"enters": 0.0, "again": 0.0, "owned": 0.0, "borrowed": 0.0}
        seen: set[str] = set()
        for reach, names in enumerate(self._people[gap : gap + _REACHES[-1]], 1):
            for name in names:
                kind = self._kind(name.family_key, name.key if name.given else "", gap, gap + reach)
                mark = f"{name.family_key}|{bool(name.given)}"
                if kind and mark not in seen:
                    counts[kind] += 1
                seen.add(mark)
            values |= {f"{kind}_{reach}": count for kind, count in counts.items() if reach in _REACHES}
        # A last side shorter than a reach gives the counts of all that it has.
        return {f"{kind}_{reach}": count for reach in _REACHES for kind, count in counts.items()} | values

    def _kind(self, family: str, full_key: str, gap: int, end: int) -> str:
        if full_key:
            if self._first_told[full_key] < gap:
                return "again"
            return "enters" if self._first[family] >= gap else ""
        told = self._told.get(family, [])
        if bisect_left(told, gap) < bisect_left(told, end):
            return "owned"
        return "borrowed" if told and told[0] < gap else ""
