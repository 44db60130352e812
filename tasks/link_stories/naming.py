"""Which id a story has: that which most of its members had before."""

import datetime as dt
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import chain, count

from schemas import ids
from tasks.link_stories.neighbourhood import Graph, Neighbourhood


def name_stories(groups: Sequence[Sequence[str]], near: Neighbourhood, graph: Graph) -> dict[str, str]:
    """Return the story id of every member: a group keeps the id that most of its members had.

    A story that has more members elsewhere is only kept by those with whom one of its fixed members was grouped.
    """
    away = near.away
    sizes = _sizes(near, away, graph)
    held = {story for story, size in sizes.items() if size > 2 * away[story]}
    votes = sorted(_votes(groups, near, held), key=lambda vote: (-vote[0], vote[1:]))
    named: dict[int, str] = {}
    for _, story, number in votes:
        if number not in named and story not in named.values():
            named[number] = story
    taken = {story for story, size in sizes.items() if size > away[story]} | set(named.values())
    for number, members in enumerate(groups):
        if number not in named:
            named[number] = _founded(members, near, graph, taken)
            taken.add(named[number])
    return {member: named[number] for number, members in enumerate(groups) for member in members}


def _sizes(near: Neighbourhood, away: Collection[str], graph: Graph) -> Mapping[str, int]:
    """Return how many current segments the stories have that groups may want: those they had, those they may found.

    A story that nobody leaves is not counted: that it has one is all that matters.
    """
    asked = {*away, *(ids.story_id(name) for name in near.free)}
    return {**dict.fromkeys(set(near.stories.values()) - asked, 1), **graph.sizes(asked, dt.date.min, dt.date.max)}


def _votes(
    groups: Sequence[Sequence[str]], near: Neighbourhood, held: Collection[str]
) -> Iterable[tuple[int, str, int]]:
    """Yield (votes, story, number of the group). A fixed member's vote cannot be outvoted: its story stays."""
    fixed, most = near.fixed, len(near.free)
    for number, members in enumerate(groups):
        stories = [(near.stories[name], name in fixed) for name in members if name in near.stories]
        votes: Counter[str] = Counter()
        for story, stays in stories:
            if stays or story not in held:
                votes[story] += 1 + most * stays
        for story, told in votes.items():
            yield told, story, number


def _founded(members: Sequence[str], near: Neighbourhood, graph: Graph, taken: Collection[str]) -> str:
    order = sorted(members, key=lambda name: (near.days[name], name))
    free = (story for story in founded_by(order) if story not in taken)
    return next(story for story in free if not graph.sizes({story}, dt.date.min, dt.date.max).get(story))


def founded_by(members: Sequence[str]) -> Iterator[str]:
    """Yield the ids that a new story of these members may have: the first that is free is its.

    It is named after its first member; where that left a story of its own name to others, after the next; and where all
    did, after the first once more.
    """
    again = (f"{members[0]} apart {number}" for number in count(1))
    return map(ids.story_id, chain(members, again))
