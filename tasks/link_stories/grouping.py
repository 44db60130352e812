"""Average linkage over a sparse graph of likelihoods: which segments make one story."""

import heapq
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

Pair = tuple[str, str]
# A report of a giant event is compared with so many of its others at most, so more cannot be asked for.
MOST_KIN = 40


def pair_of(one: str, other: str) -> Pair:
    """Return two ids as a pair, the lesser first: so a pair is found however it was named."""
    return (one, other) if one < other else (other, one)


@dataclass
class Group:
    """Segments that stay together from the start. `size` counts also those that the graph does not show.

    `fixed` groups take others in but are not joined with each other.
    """

    members: list[str]
    size: int
    fixed: bool = False
    sums: dict[int, float] = field(default_factory=dict)


def join_groups(
    groups: Sequence[Group], likelihoods: Mapping[Pair, float], apart: Collection[Pair], least: float
) -> list[list[str]]:
    """Join the two groups of the highest mean likelihood until none reaches `least`; return the members of each.

    The mean is over all pairs across the two, and a pair that is not named counts as 0 (unweighted average linkage,
    UPGMA, Sokal and Michener 1958); of a group with more than 40 members the 40 likeliest would do. Groups with a pair
    in `apart` across them are never joined. Ties go to the smallest ids, so the outcome depends on what is given and
    not on its order.
    """
    live = dict(enumerate(sorted(groups, key=lambda group: min(group.members))))
    home = {member: number for number, group in live.items() for member in group.members}
    for (left, right), likelihood in sorted(likelihoods.items()):
        _add(live, home[left], home[right], likelihood)
    banned = {(home[left], home[right]) for left, right in apart if left in home and right in home}
    heap = [offer for number in live for offer in _offers(live, number, banned, least) if offer[1] == number]
    heapq.heapify(heap)
    while heap:
        _, one, other = heapq.heappop(heap)
        if one in live and other in live:
            number = _merge(live, one, other, banned)
            for offer in _offers(live, number, banned, least):
                heapq.heappush(heap, offer)
    return [sorted(group.members) for group in live.values()]


def _add(live: Mapping[int, Group], left: int, right: int, likelihood: float) -> None:
    if left != right:
        for one, other in ((left, right), (right, left)):
            live[one].sums[other] = live[one].sums.get(other, 0.0) + likelihood


def _offers(
    live: Mapping[int, Group], number: int, banned: Collection[tuple[int, int]], least: float
) -> Iterator[tuple[float, int, int]]:
    """Yield (minus the mean, lower number, higher number) for each group that this one could be joined with."""
    group = live[number]
    for other, total in group.sums.items():
        mean = round(total / _pairs(group.size, live[other].size), 6)
        both_fixed = group.fixed and live[other].fixed
        if mean >= least and not both_fixed and (number, other) not in banned and (other, number) not in banned:
            yield -mean, min(number, other), max(number, other)


def _pairs(one: int, other: int) -> int:
    return min(one * other, MOST_KIN * min(one, other))


def _merge(live: dict[int, Group], left: int, right: int, banned: set[tuple[int, int]]) -> int:
    """Put two groups under a new number, which is returned; their sums to the others add up."""
    one, two, number = live.pop(left), live.pop(right), max(left, right, *live.keys()) + 1
    sums: dict[int, float] = {}
    for group in (one, two):
        for other, total in group.sums.items():
            if other in live:
                sums[other] = sums.get(other, 0.0) + total
                live[other].sums[number] = sums[other]
    for group, gone in ((one, left), (two, right)):
        for other in group.sums:
            if other in live:
                live[other].sums.pop(gone, None)
    banned |= {(number, other) for pair in banned for other in pair if {left, right} & set(pair)}
    live[number] = Group([*one.members, *two.members], one.size + two.size, one.fixed or two.fixed, sums)
    return number
