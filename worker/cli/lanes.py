"""The lanes of a story: one an outlet, a dot an article, over an axis that folds idle time."""

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from itertools import groupby, pairwise
from typing import Any, NamedTuple

from rich.cells import cell_len, set_cell_size
from rich.console import Console
from rich.text import Text

from worker.reading.axis import Axis, axis_of
from worker.reading.show import clean
from worker.reading.tellings import Dot, Lane, busiest

Row = Mapping[str, Any]

NAME_SHARE, LEAST_NAME, MOST_NAME = 4, 12, 26
LEAST_AXIS, UNDATED_WIDTH = 16, 9
MOST_LANES = 12
SIZES = ((400, "◉"), (150, "●"), (50, "•"), (0, "·"))
MANY = 9
REVISED = "↻"


class Room(NamedTuple):
    """How the columns are shared: the outlets' names, the axis, and a place for what has no date."""

    name: int
    axis: int
    undated: int


def print_lanes(out: Console, row: Row, width: int) -> None:
    """Print one lane an outlet under a time axis: the busiest twelve, and the rest summed up."""
    every = [Lane(lane["outlet"], tuple(Dot(**dot) for dot in lane["dots"]), lane["outlets"]) for lane in row["lanes"]]
    lanes = busiest(every, MOST_LANES)
    dots = [dot for lane in lanes for dot in lane.dots]
    dated = [dot.at for dot in dots if dot.dated]
    room = _room(lanes, width, undated=bool(dated) and len(dated) < len(dots))
    axis = axis_of(dated or [dot.at for dot in dots], room.axis)
    days, clock = axis.header()
    out.print()
    if not dated:
        out.print(Text("  no outlet gave a date: by the time they came in", style="dim"))
    _print_header(out, room, days, clock)
    for lane in lanes:
        out.print(_lane(lane, axis, room, by_arrival=not dated), no_wrap=True, crop=True)
    out.print(Text(_legend(dots), style="dim"))


def _room(lanes: Sequence[Lane], width: int, *, undated: bool) -> Room:
    longest = max(cell_len(clean(lane.outlet)) for lane in lanes)
    name = min(longest, max(LEAST_NAME, min(MOST_NAME, width // NAME_SHARE)))
    rest = UNDATED_WIDTH if undated else 0
    return Room(name, max(LEAST_AXIS, width - name - 4 - rest), rest)


def _print_header(out: Console, room: Room, days: str, clock: str) -> None:
    margin = " " * (room.name + 3)
    lines = [f"{margin}{days:<{room.axis}}" + (" undated" if room.undated else ""), f"{margin}{clock}" if clock else ""]
    for line in lines:
        if line:
            out.print(Text(line.rstrip(), style="dim"), no_wrap=True, crop=True)


def _lane(lane: Lane, axis: Axis, room: Room, *, by_arrival: bool) -> Text:
    """Return an outlet's lane: a dot an article, a digit where several meet in a column."""
    placed: dict[int, list[Dot]] = {}
    for dot in lane.dots:
        if dot.dated or by_arrival:
            placed.setdefault(axis.column(dot.at), []).append(dot)
    signs = _thread(placed, axis)
    for column, dots in placed.items():
        _mark_revisions(signs, dots, axis, placed)
        signs[column] = (_glyph(dots), "bold")
    for column, dots in placed.items():
        _write_copies(signs, column, sum(dot.copies for dot in dots), axis.folded | set(placed))
    line = Text(f"  {set_cell_size(clean(lane.outlet), room.name)} ", style="" if lane.outlets == 1 else "dim")
    for style, run in groupby(signs, key=lambda sign: sign[1]):
        line.append("".join(sign for sign, _ in run), style=style)
    undated = [dot for dot in lane.dots if not dot.dated]
    if room.undated and undated:
        line.append(f"  {_glyph(undated)}", style="bold")
    line.rstrip()
    return line


def _thread(placed: Mapping[int, object], axis: Axis) -> list[tuple[str, str]]:
    """Return an empty lane, with a thread from its first to its last dot that breaks where time is folded."""
    signs = [(" ", "")] * axis.width
    if placed:
        signs[min(placed) : max(placed) + 1] = [("─", "dim")] * (max(placed) - min(placed) + 1)
    for before, after in pairwise(axis.sections):
        crossed = bool(placed) and min(placed) <= before.last and max(placed) >= after.first
        middle = (before.last + after.first) // 2
        signs[before.last + 1 : after.first] = [(" ", "")] * (after.first - before.last - 1)
        if crossed:
            signs[middle : middle + 2] = [("/", "dim")] * 2
    return signs


def _glyph(dots: Sequence[Dot]) -> str:
    """Return the dot of a size that shows the words told about this story, or how many dots meet here."""
    if len(dots) > 1:
        return str(len(dots)) if len(dots) <= MANY else "+"
    return size_of(dots[0].words)


def size_of(words: int) -> str:
    """Return the dot that stands for so many words."""
    return next(glyph for least, glyph in SIZES if words >= least)


def _mark_revisions(
    signs: list[tuple[str, str]], dots: Sequence[Dot], axis: Axis, placed: Mapping[int, object]
) -> None:
    for at in (at for dot in dots for at in dot.revised_at):
        if axis.spans(at) and axis.column(at) not in placed:
            signs[axis.column(at)] = (REVISED, "yellow")


def _write_copies(signs: list[tuple[str, str]], column: int, count: int, taken: AbstractSet[int]) -> None:
    """Write "+3 copies", or "+3", beside a dot where the lane is free so far."""
    if not count:
        return
    for label in (f"+{count} {'copies' if count > 1 else 'copy'}", f"+{count}"):
        end = column + 1 + len(label)
        if end <= len(signs) and taken.isdisjoint(range(column + 1, end + 1)):
            signs[column + 1 : end] = [(sign, "magenta") for sign in label]
            return


def _legend(dots: Sequence[Dot]) -> str:
    sizes = [f"{glyph} {least}+" if least else f"{glyph} <{SIZES[-2][0]}" for least, glyph in reversed(SIZES)]
    revised = f"  {REVISED} revised" if any(dot.revised_at for dot in dots) else ""
    return f"  words: {'  '.join(sizes)}   2: two articles{revised}"
