"""How the stories of one page relate: same event, follow-up or contradiction, with the sentences that show it."""

from collections.abc import Iterator, Sequence
from itertools import combinations

from schemas.segments import Conflict, Evidence, LinkKind, PageLink
from tasks.detect_segments.principals import Actor, Told
from tasks.detect_segments.stories import Story
from tasks.shared.names import same_person

_SHARED_WEIGHT = {"place": 0.15, "date": 0.15, "event": 0.15, "person": 0.1}
_CONFLICT_WEIGHT = {"heading": 0.3, "who": 0.25, "where": 0.15, "when": 0.15}
_FRAME = {"place", "date", "event"}
_HIGHEST = 0.99
_LONGEST_HEADING = 400


def link_stories_of_page(stories: Sequence[Story], numbers: Sequence[int]) -> Iterator[PageLink]:
    """Yield the links between `stories`; `numbers[i]` is the segment index of story i.

    Two stories of one page are `same_event` when the same two people do the same thing at the same place or day;
    `contradicts` when they tell one event frame (event, place, day) but fill a slot differently, or when the heading
    of one promises the people of the other; `follow_up` when the same people act on another day.
    """
    for (i, first), (j, second) in combinations(enumerate(stories), 2):
        shared, conflicts = _shared(first, second), tuple(_conflicts(first, second))
        kind = _kind(first, second, shared, conflicts)
        if kind is not None:
            told = conflicts if kind is LinkKind.CONTRADICTS else ()
            score = sum(_SHARED_WEIGHT[name.partition(":")[0]] for name in shared)
            score += sum(_CONFLICT_WEIGHT[conflict.field] for conflict in told)
            evidence = Evidence(shared=shared, conflicts=told)
            score = round(min(_HIGHEST, score), 4)
            yield PageLink(source=numbers[i], target=numbers[j], kind=kind, score=score, evidence=evidence)


def _shared(a: Story, b: Story) -> tuple[str, ...]:
    shared = [f"place: {a.place}"] if a.place and a.place == b.place else []
    shared += [f"date: {a.date}"] if a.date and a.date == b.date else []
    shared += [f"event: {event}" for event in sorted(a.events & b.events)[:2]]
    people = [one.name.text for one in a.principals if any(_same(one, other) for other in b.principals)]
    return (*shared, *(f"person: {name}" for name in people[:3]))


def _same(one: Actor, other: Actor) -> bool:
    return bool(one.name.given) and bool(other.name.given) and same_person(one.name, other.name)


def _conflicts(a: Story, b: Story) -> Iterator[Conflict]:
    if len(a.pair) > 1 and len(b.pair) > 1 and not _same_pair(a, b):
        yield from _heading_conflict(a, b)
        if a.events & b.events:
            yield Conflict(field="who", source=_who(a), target=_who(b), quotes=(_quote(a), _quote(b)))
    if _same_pair(a, b) and a.events & b.events:
        yield from _differing(a, b)


def _heading_conflict(a: Story, b: Story) -> Iterator[Conflict]:
    """Tell that the heading of one story names the pair of the other, while its own text tells of another pair."""
    for titled, other in ((b, a), (a, b)):
        heading = titled.told[0]
        named = list(dict.fromkeys(m.name.family for m in heading.mentions if not m.body)) if heading.is_heading else []
        families = {actor.name.family for actor in other.pair}
        if families <= set(named) and not {actor.name.family for actor in titled.pair} <= set(named):
            promised = "–".join(name for name in named if name in families)  # noqa: RUF001 - the slug's dash
            source, target = (promised, titled.slug) if titled is b else (titled.slug, promised)
            yield Conflict(
                field="heading",
                source=source,
                target=target,
                quotes=(heading.block.text[:_LONGEST_HEADING], _quote(titled)),
            )


def _differing(a: Story, b: Story) -> Iterator[Conflict]:
    if a.place and b.place and a.place != b.place:
        yield Conflict(field="where", source=a.place, target=b.place, quotes=(_quote(a), _quote(b)))
    if a.date and b.date and a.date != b.date:
        yield Conflict(field="when", source=str(a.date), target=str(b.date), quotes=(_quote(a), _quote(b)))


def _same_pair(a: Story, b: Story) -> bool:
    return len(a.pair) > 1 and len(b.pair) > 1 and all(any(_same(x, y) for y in b.pair) for x in a.pair)


def _who(story: Story) -> str:
    return " and ".join(actor.name.text for actor in story.pair)


def _quote(story: Story) -> str:
    """Return the first running sentence that names one of the pair in full."""
    told = (_full_first(story, actor) for actor in story.pair)
    place, mention = min(told, key=lambda found: (found[0], found[1].at))
    return story.told[place].quote(mention.sentence)


def _full_first(story: Story, actor: Actor) -> Told:
    running = [(place, m) for place, m in actor.told if not story.told[place].is_heading]
    return next((told for told in running if told[1].full), None) or (running or actor.told)[0]


def _kind(a: Story, b: Story, shared: Sequence[str], conflicts: Sequence[Conflict]) -> LinkKind | None:
    frame = {name.partition(":")[0] for name in shared} & _FRAME
    fields = {conflict.field for conflict in conflicts}
    # Two meetings in one city on one day are no contradiction unless somebody is in both, or seems to be by name.
    who = "who" in fields and frame == _FRAME and _namesakes(a, b)
    if "heading" in fields or who or ("where" in fields and "date" in frame):
        return LinkKind.CONTRADICTS
    if not _same_pair(a, b):
        return None
    return LinkKind.FOLLOW_UP if "when" in fields else LinkKind.SAME_EVENT if frame else None


def _namesakes(a: Story, b: Story) -> bool:
    return any(x.name.family_key == y.name.family_key for x in a.pair for y in b.pair)
