"""How the stories of one page relate: the same event, a follow-up, a look back, a copy, or a contradiction."""

from collections.abc import Iterator, Sequence
from itertools import combinations

from schemas.segments import Conflict, Evidence, LinkKind, PageLink
from tasks.detect_segments.conflicts import (
    count_conflicts,
    heading_conflicts,
    meeting_conflicts,
    who_conflicts,
)
from tasks.detect_segments.likeness import Likeness, Read, compare, read_story, same_pair, shared_by
from tasks.detect_segments.stories import Story

_SHARED_WEIGHT = {"place": 0.15, "date": 0.15, "event": 0.15, "person": 0.1}
_CONFLICT_WEIGHT = {"heading": 0.3, "who": 0.25, "how_many": 0.25, "where": 0.2, "when": 0.2}
_HIGHEST = 0.99
# Chances that two stories tell one event: of two with nobody in common more is asked. Chosen on validation pairs.
_SAME_EVENT, _SAME_EVENT_OF_STRANGERS, _RELATED = 0.5, 0.75, 0.4
_COPY, _NEAR_COPY, _ALIKE = 0.9, 0.6, 0.8
_LOOKS_BACK = 31
# A page with more stories than this is a catalogue, and its time is bounded.
_MOST_STORIES = 40


def link_stories_of_page(stories: Sequence[Story], numbers: Sequence[int]) -> Iterator[PageLink]:
    """Yield the links between the first 40 of `stories`; `numbers[i]` is the segment index of story i.

    A pair has one link at most. `contradicts` when the two fill a slot of one event differently, or the heading of
    one promises the people of the other; `duplicate` and `near_duplicate` by the sentences they share; `same_event`
    when that is likely, or the same two people do the same thing, or anything at the same place or day; `background`
    when the same people's story lies more than a month back (the source is the older one), `follow_up` when they act
    on another day or in a related matter (the source is the later one).
    """
    read = [read_story(story) for story in stories[:_MOST_STORIES]] if len(stories) > 1 else []
    for (i, first), (j, second) in combinations(enumerate(read), 2):
        likeness = compare(first, second)
        conflicts = _conflicts(first.story, second.story, likeness)
        kind = LinkKind.CONTRADICTS if conflicts else _kind(first, second, likeness)
        if kind is not None:
            source, target = (j, i) if _turns(kind, first.story, second.story) else (i, j)
            shared = shared_by(first, second)
            yield PageLink(
                source=numbers[source],
                target=numbers[target],
                kind=kind,
                score=_score(likeness.chance, shared, conflicts),
                evidence=Evidence(shared=shared, conflicts=conflicts),
            )


def _conflicts(a: Story, b: Story, likeness: Likeness) -> tuple[Conflict, ...]:
    found = [*heading_conflicts(a, b), *who_conflicts(a, b), *meeting_conflicts(a, b)]
    if likeness.anchored and _is_same_event(a, b, likeness):
        found += count_conflicts(a, b)
    return tuple(found)


def _is_same_event(a: Story, b: Story, likeness: Likeness) -> bool:
    """Tell whether two stories are likely to tell one event: by all they share, not by a namesake, not days apart."""
    if likeness.mistakable or (a.date and b.date and abs((a.date - b.date).days) > 1):
        return False
    known = likeness.people or {"place", "date"} <= likeness.frame
    return likeness.chance >= (_SAME_EVENT if known else _SAME_EVENT_OF_STRANGERS)


def _kind(first: Read, second: Read, likeness: Likeness) -> LinkKind | None:
    a, b = first.story, second.story
    if likeness.copied >= _NEAR_COPY:
        whole = likeness.copied >= _COPY and likeness.alike >= _ALIKE
        return LinkKind.DUPLICATE if whole else LinkKind.NEAR_DUPLICATE
    apart = abs((a.date - b.date).days) if a.date and b.date else 0
    related = likeness.people and not likeness.mistakable and likeness.chance >= _RELATED
    one_meeting = bool(likeness.frame) and same_pair(a, b)
    if one_meeting and not apart:
        return LinkKind.SAME_EVENT
    if apart and (related or one_meeting):
        return LinkKind.BACKGROUND if apart > _LOOKS_BACK else LinkKind.FOLLOW_UP
    if _is_same_event(a, b, likeness):
        return LinkKind.SAME_EVENT
    return LinkKind.FOLLOW_UP if related else None


def _turns(kind: LinkKind, a: Story, b: Story) -> bool:
    """Tell whether the second story is the source: a follow-up comes later, a background lies further back."""
    if kind is LinkKind.FOLLOW_UP:
        return not (a.date and b.date) or b.date >= a.date
    return kind is LinkKind.BACKGROUND and bool(a.date and b.date and b.date < a.date)


def _score(chance: float, shared: Sequence[str], conflicts: Sequence[Conflict]) -> float:
    known = sum(_SHARED_WEIGHT.get(name.partition(":")[0], 0.0) for name in shared)
    shown = sum(_CONFLICT_WEIGHT[conflict.field] for conflict in conflicts)
    return round(min(_HIGHEST, max(chance, known) + shown), 4)
