"""The reports that a newcomer has a bearing on, and what is known of them."""

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple, Protocol

from tasks.link_stories.grouping import Pair, pair_of
from tasks.shared.dates import days_around

# How many days before and after a newcomer's the reports are grouped anew.
FREE_DAYS = 2
# Up to so many reports with so many likenesses around a newcomer are all grouped anew. A giant event would cost a
# second for each further report, so beyond that only the newcomers are placed. To free their nearest, too, tears those
# out, as most of their kin is not seen then: of 300 reports 35 were left in 29 other stories, and none is without.
MOST_FREE, MOST_ALIKE = 200, 3000


class Standing(NamedTuple):
    """The day of a stored segment and the story that it is in."""

    day: dt.date
    story: str


class Rules(NamedTuple):
    """What people rule about pairs, the lesser id first: of one story, of two, and not to be held alike.

    `corrected` are the stories that a rule of the first two kinds speaks of: they are not taken apart again. Pages
    rule, too: `contradicting` are segments of one page, which tell two stories for that.
    """

    together: Collection[Pair] = ()
    apart: Collection[Pair] = ()
    rejected: Collection[Pair] = ()
    corrected: Collection[str] = ()
    contradicting: Collection[Pair] = ()


class Graph(Protocol):
    """The stored likenesses and where the segments stand."""

    def around(self, segments: Collection[str]) -> Iterable[tuple[str, str, float]]:
        """Return the likenesses that have an end in `segments`, as `schemas.events.Likeness` has them."""
        ...

    def standing(
        self, segments: Collection[str], between: tuple[dt.date, dt.date] | None = None
    ) -> Mapping[str, Standing]:
        """Return where stored segments stand; those that are not current any more are left out.

        `between` are the first and the last day of those that are asked for.
        """
        ...

    def sizes(self, stories: Collection[str], since: dt.date, until: dt.date) -> Mapping[str, int]:
        """Return how many current segments of the days from `since` to `until` each story has, if any."""
        ...

    def rules(self, segments: Collection[str], stories: Collection[str]) -> Rules:
        """Return the rules that have an end in `segments`, and which of `stories` people have corrected."""
        ...


@dataclass
class Neighbourhood:
    """What is grouped anew: `free` segments, the stored ones `fixed` beside them, and the likenesses around both.

    `stories` are those that segments are in, or, of the `heirs`, that the former version of their text was in. `gone`
    segments are about to be replaced: they are not seen, and do not count in their stories.
    """

    days: dict[str, dt.date]
    free: set[str]
    gone: frozenset[str] = frozenset()
    heirs: Mapping[str, str] = field(default_factory=dict)
    stories: dict[str, str] = field(default_factory=dict)
    gone_from: Counter[str] = field(default_factory=Counter)
    alike: defaultdict[str, dict[str, float]] = field(default_factory=lambda: defaultdict(dict))
    rules: Rules = field(default_factory=Rules)

    @property
    def fixed(self) -> set[str]:
        """The stored segments beside the free ones, which stay in their stories."""
        return {other for one in self.free for other in self.alike[one] if other in self.stories} - self.free

    @property
    def away(self) -> Counter[str]:
        """How many current segments of each story are free to leave it, or about to go. Heirs are not stored yet."""
        free = (self.stories[name] for name in self.free if name in self.stories and name not in self.heirs)
        return Counter(free) + self.gone_from


def survey(near: Neighbourhood, graph: Graph, free_days: int, most: int, *, unseen: bool = False) -> None:
    """Walk from the newcomers along likenesses to whatever they can have a bearing on."""
    if not unseen:
        _recall(near, graph)
        note(near, graph.around(near.free))
    since, _ = days_around(min(near.days.values()), free_days)
    _, until = days_around(max(near.days.values()), free_days)
    newcomers = frontier = set(near.free)
    walked = set(newcomers)
    while frontier and not _is_giant(near, most):
        if frontier is not newcomers:
            note(near, graph.around(frontier))
        walked |= frontier
        reached = _enter_beside(near, graph, frontier, (since, until))
        near.free |= reached
        # From an older report beside them the walk goes on to the reports of these days that are like it, too: they
        # are candidates for its story, as the newcomers are.
        frontier = (reached | near.fixed) - walked
    if _is_giant(near, most):
        near.free = set(newcomers)
    left = near.fixed - walked
    note(near, graph.around(left) if left else ())
    near.rules = _inherited(graph.rules({*near.free, *near.fixed, *near.gone}, set(near.stories.values())), near.heirs)
    # Whoever is in a story that people have corrected stays in it; newcomers may join.
    near.free = {name for name in near.free if near.stories.get(name) not in near.rules.corrected}


def _recall(near: Neighbourhood, graph: Graph) -> None:
    """Note the stories of what is stored of the newcomers, and of what they replace."""
    standing = graph.standing(near.free | near.gone)
    near.stories |= {name: standing[name].story for name in near.free if name in standing}
    near.gone_from.update(standing[name].story for name in near.gone if name in standing)
    for name, former in near.heirs.items():
        if name not in near.stories and former in standing:
            near.stories[name] = standing[former].story


def _inherited(rules: Rules, heirs: Mapping[str, str]) -> Rules:
    """Return the rules with those of former segments said of their heirs, too."""
    names = {former: name for name, former in heirs.items()}
    together, apart, rejected = ([*told, *_renamed(told, names)] for told in rules[:3])
    return rules._replace(together=together, apart=apart, rejected=rejected) if names else rules


def _renamed(pairs: Collection[Pair], names: Mapping[str, str]) -> list[Pair]:
    told = ((one, other) for one, other in pairs if one in names or other in names)
    return [pair_of(names.get(one, one), names.get(other, other)) for one, other in told]


def _is_giant(near: Neighbourhood, most: int) -> bool:
    return len(near.free) > most or sum(len(near.alike[name]) for name in near.free) > 2 * MOST_ALIKE


def note(near: Neighbourhood, likenesses: Iterable[tuple[str, str, float]]) -> None:
    """Take likenesses in, but for those of segments that are about to go."""
    alike, gone = near.alike, near.gone
    for left, right, score in likenesses:
        if not gone or (left not in gone and right not in gone):
            alike[left][right] = alike[right][left] = score


def _enter_beside(near: Neighbourhood, graph: Graph, frontier: set[str], between: tuple[dt.date, dt.date]) -> set[str]:
    """Note where the reports like those of the `frontier` stand; return those of the days `between`, new to the walk.

    What is like a free report may take it in, however old it is. What is like an older one matters only when it can be
    free itself, and most of it cannot.
    """
    reached: set[str] = set()
    free = near.free & frontier
    for names, days in ((free, None), (frontier - free, between)):
        beside = {other for one in names for other in near.alike[one]} - near.days.keys()
        for name, told in graph.standing(beside, days).items() if beside else ():
            near.days[name], near.stories[name] = told.day, told.story
            if between[0] <= told.day <= between[1]:
                reached.add(name)
    return reached
