"""Where two stories of one page contradict each other, with the sentence of each that shows it.

A contradiction is one slot (who met, when, where, how many, whom a heading promises) that each fills in its own way.
"""

import re
from collections.abc import Iterator, Sequence

from schemas.segments import Conflict
from tasks.detect_segments.figures import Figure
from tasks.detect_segments.likeness import same, same_pair
from tasks.detect_segments.meetings import Meeting
from tasks.detect_segments.page import Passage
from tasks.detect_segments.principals import Actor, Told
from tasks.detect_segments.stories import Story
from tasks.shared.names import hard_different
from tasks.shared.places import look_up

_LONGEST_HEADING = 400
_MOST_FIGURES = 3
_PAIR = 2
# Of counts of things, how much of the shorter sentence the two must share to count the same.
_SAME_CONTEXT, _LEAST_CONTEXT = 0.5, 4
_COUPLE = re.compile(r"\b([A-Z][\w'\u2019-]{2,30}),? (?:and|And|&) ([A-Z][\w'\u2019-]{2,30})")


def heading_conflicts(a: Story, b: Story) -> Iterator[Conflict]:
    """Yield that the heading of one story names people of the other, while its own text tells of another pair.

    Either the heading names the other story's pair; or it names two people of whom its own pair is neither and the
    other story's principals are at least one, and both stories happen at one place on one day.
    """
    if len(a.pair) < _PAIR or len(b.pair) < _PAIR or same_pair(a, b):
        return
    for titled, other in ((b, a), (a, b)):
        heading = titled.told[0]
        promised = _promised(titled, other) if heading.is_heading else ""
        if promised:
            source, target = (promised, titled.slug) if titled is b else (titled.slug, promised)
            quotes = (heading.block.text[:_LONGEST_HEADING], _quote(titled))
            yield Conflict(field="heading", source=source, target=target, quotes=quotes)


def _promised(titled: Story, other: Story) -> str:
    """Return whom the heading of `titled` promises of `other`, or "" if it keeps its promise."""
    named = _named(titled.told[0])
    families = {actor.name.family for actor in other.pair}
    own = {actor.name.family for actor in titled.pair}
    known = {actor.name.family for actor in other.principals} & set(named)
    frame = titled.place and titled.place == other.place and titled.date and titled.date == other.date
    strangers = len(named) >= _PAIR and not own & set(named) and bool(known) and bool(frame)
    if strangers or (families <= set(named) and not own <= set(named)):
        shown = [name for name in named if name in families or strangers][:_PAIR]
        return "–".join(shown)  # noqa: RUF001 - the slug's dash
    return ""


def _named(heading: Passage) -> list[str]:
    """Return the family names in a heading, in order: whom the page tells of, and who is coupled with them by "and"."""
    known = list(dict.fromkeys(m.name.family for m in heading.mentions if not m.body))
    couples = [couple for couple in _COUPLE.findall(heading.text) if not set(known).isdisjoint(couple)]
    return list(dict.fromkeys([*(name for couple in couples for name in couple), *known]))


def who_conflicts(a: Story, b: Story) -> Iterator[Conflict]:
    """Yield that two pairs of people do one thing at one place on one day, and one has a namesake in the other pair.

    Two meetings in one city on one day are no contradiction, not even of one man who goes from one to the other: but
    where two people of one name are said to have met somebody there and then, a reader must ask which it was.
    """
    frame = a.place and a.place == b.place and a.date and a.date == b.date and a.events & b.events
    if frame and len(a.pair) == len(b.pair) == _PAIR and not same_pair(a, b) and _namesakes(a, b):
        yield Conflict(field="who", source=_who(a), target=_who(b), quotes=(_quote(a), _quote(b)))


def _namesakes(a: Story, b: Story) -> bool:
    return any(hard_different(x.name, y.name) for x in a.pair for y in b.pair)


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


def meeting_conflicts(a: Story, b: Story) -> Iterator[Conflict]:
    """Yield where and when the same two people are said to have met, if each story says it outright and otherwise.

    What stands in a dateline is where a report was written, and a sentence that tells of another time ("a day later",
    "again") tells of another meeting: neither counts.
    """
    events = a.events & b.events
    if not events or not same_pair(a, b):
        return
    mine, theirs = (_first(story.meetings, events) for story in (a, b))
    if mine is None or theirs is None:
        return
    quotes = (mine.quote, theirs.quote)
    if mine.place and theirs.place and mine.place != theirs.place and mine.day and mine.day == theirs.day:
        yield Conflict(field="where", source=mine.place, target=theirs.place, quotes=quotes)
    if mine.day and theirs.day and mine.day != theirs.day and mine.place and mine.place == theirs.place:
        yield Conflict(field="when", source=mine.day, target=theirs.day, quotes=quotes)


def _first(meetings: Sequence[Meeting], events: frozenset[str]) -> Meeting | None:
    return next((meeting for meeting in meetings if meeting.events & events), None)


def count_conflicts(a: Story, b: Story) -> Iterator[Conflict]:
    """Yield the counts of one thing that cannot both be right, at most three.

    What became of people ("12 dead") counts the same in two reports of one event; of other things the sentences must
    share their words ("1,400 ferry workers walked out"). A thing that a story gives several counts of is left alone
    as long as any of them agree, and twins (one kind of event at two places, nobody in both) count each their own.
    """
    if _at_two_places(a, b):
        return
    mine, theirs = a.figures, b.figures
    units = list(dict.fromkeys(figure.unit for figure in mine))
    found = (_differing(*(_of(unit, figures) for figures in (mine, theirs))) for unit in units)
    for one, other in [pair for pair in found if pair][:_MOST_FIGURES]:
        name = one.unit.partition(":")[0] if one.is_state else one.unit
        yield Conflict(
            field="how_many",
            source=f"{one.shown} ({name})",
            target=f"{other.shown} ({name})",
            quotes=(one.passage.quote(one.sentence), other.passage.quote(other.sentence)),
        )


def _at_two_places(a: Story, b: Story) -> bool:
    """Tell whether two stories are set at two places, neither the country of the other, and share nobody."""
    if not a.place or not b.place or a.place == b.place:
        return False
    countries = [(place, known.country) for place in (a.place, b.place) if (known := look_up(place)) is not None]
    inside = any(country == other for _, country in countries for other in (a.place, b.place))
    return not inside and not any(same(x, y) for x in a.principals for y in b.principals)


def _of(unit: str, figures: Sequence[Figure]) -> list[Figure]:
    return [figure for figure in figures if figure.unit == unit]


def _differing(mine: Sequence[Figure], theirs: Sequence[Figure]) -> tuple[Figure, Figure] | None:
    if not mine or not theirs or not all(x.excludes(y) for x in mine for y in theirs):
        return None
    one, other = mine[0], theirs[0]
    return (one, other) if one.is_state or _same_context(one, other) else None


def _same_context(one: Figure, other: Figure) -> bool:
    both = len(one.context & other.context)
    return both >= _LEAST_CONTEXT and both >= _SAME_CONTEXT * min(len(one.context), len(other.context))
