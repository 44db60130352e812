"""Which story each segment belongs to, worked out anew around every newcomer.

The reports of the last days are grouped again from their likenesses alone, so that it does not matter in which order
they came in; older ones stay where they are.
"""

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple, Protocol

from schemas import ids
from schemas.events import Likeness
from tasks.link_stories.grouping import Group, Pair, join_groups
from tasks.link_stories.judge import RELATED, Neighbours, second_look

# The least mean likelihood at which two groups become one; chosen by cross-validation (docs/stories-model.md).
JOIN = 0.4
# How many days before and after a newcomer's the reports are grouped anew.
FREE_DAYS = 2
# Up to so many reports with so many likenesses around a newcomer are all grouped anew. A giant event would cost a
# second for each further report, so beyond that only its nearest are.
MOST_FREE, MOST_ALIKE, NEAREST_FREE = 200, 3000, 20


class Standing(NamedTuple):
    """The day of a stored segment and the story that it is in."""

    day: dt.date
    story: str


class Rules(NamedTuple):
    """What is ruled about pairs, the lesser id first: of one story, of two, and not to be held alike.

    People rule, and pages do: two segments of a page that contradict each other are `apart`. `corrected` are the
    stories that a person's rule of the first two kinds speaks of: they are not taken apart again.
    """

    together: Collection[Pair] = ()
    apart: Collection[Pair] = ()
    rejected: Collection[Pair] = ()
    corrected: Collection[str] = ()


class Graph(Protocol):
    """The stored likenesses and where the segments stand."""

    def around(self, segments: Collection[str]) -> Iterable[tuple[str, str, float]]:
        """Return the likenesses that have an end in `segments`, as `schemas.events.Likeness` has them."""
        ...

    def standing(self, segments: Collection[str]) -> Mapping[str, Standing]:
        """Return where stored segments stand; those that are not current any more are left out."""
        ...

    def sizes(self, stories: Collection[str], since: dt.date, until: dt.date) -> Mapping[str, int]:
        """Return how many current segments of the days from `since` to `until` each story has."""
        ...

    def rules(self, segments: Collection[str], stories: Collection[str]) -> Rules:
        """Return the rules that have an end in `segments`, and which of `stories` people have corrected."""
        ...


@dataclass
class Neighbourhood:
    """What is grouped anew: `free` segments, the stored ones `fixed` beside them, and the likenesses around both.

    `gone` are segments that are about to be replaced: they are not seen.
    """

    days: dict[str, dt.date]
    gone: frozenset[str] = frozenset()
    stories: dict[str, str] = field(default_factory=dict)
    free: set[str] = field(default_factory=set)
    alike: defaultdict[str, dict[str, float]] = field(default_factory=lambda: defaultdict(dict))
    rules: Rules = field(default_factory=Rules)

    @property
    def fixed(self) -> set[str]:
        """The stored segments beside the free ones, which stay in their stories."""
        return {other for one in self.free for other in self.alike[one] if other in self.stories} - self.free


@dataclass(frozen=True)
class Placing:
    """The stories of all that was grouped, which stored segments change theirs, and the likelihood of every pair seen.

    The pairs are ordered as links are: the later segment first (of one day: the greater id). `rescored` are those of
    stored segments that may have another likelihood than before.
    """

    stories: Mapping[str, str] = field(default_factory=dict)
    moved: Mapping[str, str] = field(default_factory=dict)
    likelihoods: Mapping[Pair, float] = field(default_factory=dict)
    rescored: Mapping[Pair, float] = field(default_factory=dict)
    rejected: Collection[Pair] = ()

    def likelihood(self, one: str, other: str) -> float | None:
        """Return how likely two segments are to tell one story, None for a pair that is not linked."""
        return self.likelihoods.get((one, other), self.likelihoods.get((other, one)))

    def rejects(self, one: str, other: str) -> bool:
        """Tell whether people have ruled that two segments are not to be linked."""
        return (min(one, other), max(one, other)) in self.rejected


def place(
    newcomers: Mapping[str, dt.date],
    fresh: Iterable[Likeness],
    graph: Graph,
    *,
    gone: Iterable[str] = (),
    apart: Iterable[Pair] = (),
    unseen: bool = False,
    free_days: int = FREE_DAYS,
    most: int = MOST_FREE,
) -> Placing:
    """Group the newcomers and the reports around them anew.

    `fresh` are the newcomers' likenesses to stored segments; `gone` are segments that the newcomers replace; `apart`
    are pairs of newcomers that tell two stories; `unseen` says that nothing is stored of the newcomers, so need not be
    looked for. Stories keep their ids by the majority of their members.
    """
    near = Neighbourhood(days=dict(newcomers), gone=frozenset(gone) - newcomers.keys(), free=set(newcomers))
    _note(near, fresh)
    survey(near, graph, free_days, most, unseen=unseen)
    singles = [Group([name], 1) for name in sorted(near.free)]
    tied = _tied([*_fixed_groups(near, graph), *singles], near.rules.together)
    likelihoods = _likelihoods(near)
    stories = near.stories | _named(join_groups(tied, likelihoods, {*near.rules.apart, *apart}, JOIN), near)
    moved = {name: stories[name] for name in near.free if near.stories.get(name, stories[name]) != stories[name]}
    ordered = {_by_day(pair, near.days): likelihood for pair, likelihood in likelihoods.items()}
    rescored = _rescored(near, newcomers.keys(), ordered) if unseen else ordered
    return Placing(stories, moved, ordered, rescored, near.rules.rejected)


def _rescored(near: Neighbourhood, newcomers: Collection[str], likelihoods: Mapping[Pair, float]) -> dict[Pair, float]:
    """Return the pairs of stored segments that the newcomers may have changed: an end is like one, and it has a link.

    What resembles no newcomer has the neighbours that it had.
    """
    touched = {other for name in newcomers for other in near.alike[name]}
    return {
        (one, other): likelihood
        for (one, other), likelihood in likelihoods.items()
        if (one in touched or other in touched)
        and near.alike[one][other] >= RELATED
        and one not in newcomers
        and other not in newcomers
    }


def _by_day(pair: Pair, days: Mapping[str, dt.date]) -> Pair:
    one, other = pair
    return pair if (days[one], one) > (days[other], other) else (other, one)


def survey(near: Neighbourhood, graph: Graph, free_days: int, most: int, *, unseen: bool = False) -> None:
    """Walk from the newcomers along likenesses to whatever they can have a bearing on."""
    if not unseen:
        near.stories |= {name: told.story for name, told in graph.standing(near.free).items()}
        _note(near, graph.around(near.free))
    reach = dt.timedelta(days=free_days)
    since, until = min(near.days.values()) - reach, max(near.days.values()) + reach
    newcomers = frontier = set(near.free)
    walked = set(newcomers)
    while frontier and not _is_giant(near, most):
        if frontier is not newcomers:
            _note(near, graph.around(frontier))
        walked |= frontier
        beside = {other for one in frontier for other in near.alike[one]} - near.days.keys()
        _enter(near, graph.standing(beside) if beside else {})
        reached = {name for name in beside if name in near.days and since <= near.days[name] <= until}
        near.free |= reached
        # From an older report beside them the walk goes on to the reports of these days that are like it, too: they
        # are candidates for its story, as the newcomers are.
        frontier = (reached | near.fixed) - walked
    if _is_giant(near, most):
        near.free = newcomers | _likeliest(near, near.free - newcomers, NEAREST_FREE)
    left = near.fixed - walked
    _note(near, graph.around(left) if left else ())
    near.rules = graph.rules(near.free | near.fixed, set(near.stories.values()))
    # Whoever is in a story that people have corrected stays in it; newcomers may join.
    near.free = {name for name in near.free if near.stories.get(name) not in near.rules.corrected}


def _is_giant(near: Neighbourhood, most: int) -> bool:
    return len(near.free) > most or sum(len(near.alike[name]) for name in near.free) > 2 * MOST_ALIKE


def _note(near: Neighbourhood, likenesses: Iterable[tuple[str, str, float]]) -> None:
    alike, gone = near.alike, near.gone
    for left, right, score in likenesses:
        if not gone or (left not in gone and right not in gone):
            alike[left][right] = alike[right][left] = score


def _enter(near: Neighbourhood, standing: Mapping[str, Standing]) -> None:
    for name, told in standing.items():
        near.days[name], near.stories[name] = told.day, told.story


def _likeliest(near: Neighbourhood, reached: Collection[str], room: int) -> set[str]:
    best = {name: max(near.alike[name].values()) for name in reached}
    return set(sorted(best, key=lambda name: (-best[name], name))[:room])


def _likelihoods(near: Neighbourhood) -> dict[Pair, float]:
    """Return the second look at every pair that a free segment is in, less those that people have rejected."""
    inside = near.free | near.fixed
    around = {name: Neighbours(near.alike[name]) for name in inside}
    pairs = {
        (one, other) if one < other else (other, one)
        for one in near.free
        for other in near.alike[one]
        if other in inside
    }
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
    free = Counter(near.stories.get(name) for name in near.free)
    return [Group(own, max(len(own), sizes.get(story, 0) - free[story]), fixed=True) for story, own in members.items()]


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


def _named(groups: Sequence[Sequence[str]], near: Neighbourhood) -> dict[str, str]:
    """Return the story id of every member: a group keeps the id that most of its members had."""
    votes = sorted(_votes(groups, near), key=lambda vote: (-vote[0], vote[1:]))
    named: dict[int, str] = {}
    for _, story, number in votes:
        if number not in named and story not in named.values():
            named[number] = story
    taken = set(named.values())
    for number, members in enumerate(groups):
        if number not in named:
            named[number] = _founded(members, near, taken)
            taken.add(named[number])
    return {member: named[number] for number, members in enumerate(groups) for member in members}


def _votes(groups: Sequence[Sequence[str]], near: Neighbourhood) -> Iterable[tuple[int, str, int]]:
    """Yield (votes, story, number of the group). A fixed member's vote cannot be outvoted: its story stays."""
    fixed = near.fixed
    for number, members in enumerate(groups):
        votes: Counter[str] = Counter()
        for member in members:
            if member in near.stories:
                votes[near.stories[member]] += 1 + MOST_FREE * (member in fixed)
        for story, count in votes.items():
            yield count, story, number


def _founded(members: Sequence[str], near: Neighbourhood, taken: Collection[str]) -> str:
    """Return the id of a new story: after its earliest member whose story id is free."""
    order = sorted(members, key=lambda name: (near.days[name], name))
    free = (ids.story_id(name) for name in order)
    return next((story for story in free if story not in taken), ids.story_id("+".join(order)))
