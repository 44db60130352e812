"""Which story each segment belongs to, worked out anew around every newcomer.

The reports of the last days are grouped again from their likenesses alone, so that it does not matter in which order
they came in; older ones stay where they are.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from schemas.events import Likeness
from tasks.link_stories.grouping import Group, Pair, join_groups, pair_of
from tasks.link_stories.judge import Neighbours, second_look
from tasks.link_stories.naming import name_stories
from tasks.link_stories.neighbourhood import FREE_DAYS, MOST_FREE, Graph, Neighbourhood, note, survey

# The least mean likelihood at which two groups become one; chosen by cross-validation (docs/stories-model.md).
JOIN = 0.4


@dataclass(frozen=True)
class Placing:
    """The stories of all that was `freed` and beside it, who changes theirs, and the likelihood of every pair seen.

    The pairs are ordered as links are: the later segment first (of one day: the greater id). `rescored` are those of
    stored segments that may have another likelihood than before.
    """

    stories: Mapping[str, str] = field(default_factory=dict)
    freed: Collection[str] = ()
    moved: Mapping[str, str] = field(default_factory=dict)
    likelihoods: Mapping[Pair, float] = field(default_factory=dict)
    rescored: Mapping[Pair, float] = field(default_factory=dict)
    rejected: Collection[Pair] = ()

    def likelihood(self, one: str, other: str) -> float | None:
        """Return how likely two segments are to tell one story, None for a pair that is not linked."""
        return self.likelihoods.get((one, other), self.likelihoods.get((other, one)))

    def rejects(self, one: str, other: str) -> bool:
        """Tell whether people have ruled that two segments are not to be linked."""
        return pair_of(one, other) in self.rejected


def place(
    newcomers: Mapping[str, dt.date],
    fresh: Iterable[Likeness],
    graph: Graph,
    *,
    gone: Iterable[str] = (),
    heirs: Mapping[str, str] | None = None,
    apart: Iterable[Pair] = (),
    unseen: bool = False,
    free_days: int = FREE_DAYS,
    most: int = MOST_FREE,
) -> Placing:
    """Group the newcomers and the reports around them anew.

    `fresh` are the newcomers' likenesses to stored segments; `gone` are segments that the newcomers replace; `heirs`
    name, for newcomers, the former segment that their text comes from; `apart` are pairs of newcomers that tell two
    stories; `unseen` says that nothing is stored of the newcomers, so need not be looked for. Stories keep their ids
    by the majority of their members.
    """
    near = Neighbourhood(dict(newcomers), set(newcomers), frozenset(gone) - newcomers.keys(), heirs or {})
    note(near, fresh)
    survey(near, graph, free_days, most, unseen=unseen)
    singles = [Group([name], 1) for name in sorted(near.free)]
    tied = _tied([*_fixed_groups(near, graph), *singles], near.rules.together)
    likelihoods = _likelihoods(near)
    groups = join_groups(tied, likelihoods, {*near.rules.apart, *apart, *_of_others(near, newcomers)}, JOIN)
    stories = near.stories | name_stories(groups, near, graph)
    moved = {name: stories[name] for name in near.free if near.stories.get(name, stories[name]) != stories[name]}
    ordered = {_by_day(pair, near.days): likelihood for pair, likelihood in likelihoods.items()}
    rescored = _rescored(near, newcomers.keys(), ordered) if unseen else ordered
    return Placing(stories, near.free, moved, ordered, rescored, near.rules.rejected)


def _of_others(near: Neighbourhood, newcomers: Mapping[str, dt.date]) -> Iterator[Pair]:
    """Yield the pairs that contradict each other on other pages: what a page of now says, its new version says anew."""
    return (pair for pair in near.rules.contradicting if not newcomers.keys() & {*pair})


def _rescored(near: Neighbourhood, newcomers: Collection[str], likelihoods: Mapping[Pair, float]) -> dict[Pair, float]:
    """Return the pairs of stored segments that the newcomers may have changed: an end is like one, and it has a link.

    What resembles no newcomer has the neighbours that it had.
    """
    touched = {other for name in newcomers for other in near.alike[name]}
    return {
        (one, other): likelihood
        for (one, other), likelihood in likelihoods.items()
        if (one in touched or other in touched) and one not in newcomers and other not in newcomers
    }


def _by_day(pair: Pair, days: Mapping[str, dt.date]) -> Pair:
    one, other = pair
    return pair if (days[one], one) > (days[other], other) else (other, one)


def _likelihoods(near: Neighbourhood) -> dict[Pair, float]:
    """Return the second look at every pair that a free segment is in, less those that people have rejected."""
    inside = near.free | near.fixed
    around = {name: Neighbours(near.alike[name]) for name in inside}
    pairs = {pair_of(one, other) for one in near.free for other in near.alike[one] if other in inside}
    return {
        (left, right): second_look(near.alike[left][right], around[left], around[right])
        for left, right in sorted(pairs - set(near.rules.rejected))
    }


def _fixed_groups(near: Neighbourhood, graph: Graph) -> list[Group]:
    members: defaultdict[str, list[str]] = defaultdict(list)
    for name in sorted(near.fixed):
        members[near.stories[name]].append(name)
    if not members:
        return []
    days = [near.days[name] for name in near.fixed]
    # Of a story that goes on for months only the reports beside these count, or no newcomer would ever be like it.
    sizes = graph.sizes(members.keys(), min(days), max(days))
    away = near.away
    return [Group(own, max(len(own), sizes.get(story, 0) - away[story]), fixed=True) for story, own in members.items()]


def _tied(groups: Sequence[Group], together: Collection[Pair]) -> list[Group]:
    """Return the groups with those made one that a rule ties."""
    live = list(groups)
    for left, right in sorted(together):
        ends = [group for group in live if left in group.members or right in group.members]
        if len(ends) > 1:
            live = [group for group in live if group not in ends]
            one, two = ends
            live.append(Group(one.members + two.members, one.size + two.size, one.fixed or two.fixed))
    return live
