"""`slugline stories show`: lanes of outlets over time, then the tellings, their links, and who had what first."""

import datetime as dt
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from itertools import groupby
from typing import Any, NamedTuple

from rich.cells import cell_len, set_cell_size
from rich.console import Console
from rich.text import Text

from worker.cli.lines import link_glyph
from worker.cli.output import console
from worker.reading.axis import Axis, axis_of, lasting
from worker.reading.show import around, clean, excerpt
from worker.reading.tellings import Dot, Lane, busiest

Row = Mapping[str, Any]

# A pipe has no width; so many columns fit a mail and a page of a document.
PIPE_WIDTH, WIDEST, NARROW = 100, 180, 100
NAME_SHARE, LEAST_NAME, MOST_NAME = 4, 12, 26
LEAST_AXIS, UNDATED_WIDTH = 16, 9
MOST_LANES, MOST_TELLINGS, MOST_LINKS, MOST_COPIES = 12, 40, 12, 6
SIZES = ((400, "◉"), (150, "●"), (50, "•"), (0, "·"))
MANY = 9
REVISED = "↻"
WHEN = "%Y-%m-%d %H:%M"
UNDATED = "(undated)"


class Room(NamedTuple):
    """How the columns are shared: the outlets' names, the axis, and a place for what has no date."""

    name: int
    axis: int
    undated: int


def print_timeline(row: Row, *, everything: bool = False) -> None:
    """Print a story; `everything` prints all tellings and links where there are many."""
    out = console()
    width = min(out.width, WIDEST) if out.is_terminal else PIPE_WIDTH
    _print_head(out, row)
    if row["tellings"]:
        _print_lanes(out, row, width)
        _print_tellings(out, row, width, everything=everything)
    _print_links(out, row, width, everything=everything)
    _print_facts(out, row, width)


# What it is


def _print_head(out: Console, row: Row) -> None:
    line = Text(clean(row["slug"]), style="bold cyan")
    line.append(f"  {clean(row['headline'])}", style="not bold default")
    line.append(f"  {row['id']}", style="dim not bold")
    out.print(line)
    disputes = sum(link["kind"] == "contradicts" for link in row["links"])
    counts = [_count(row["articles"], "article"), _count(row["outlets"], "outlet"), _count(row["texts"], "text")]
    if disputes:
        counts.append(_count(disputes, "contradiction"))
    dated = [told["at"] for told in row["tellings"] if told["dated"]]
    if dated:
        counts.append(f"{_when(min(dated))} to {_when(max(dated))} ({lasting(max(dated) - min(dated))})")
    if row["not_read"]:
        counts.append(f"{row['not_read']} more segments not shown")
    out.print(Text("  " + " · ".join(counts), style="dim"))


def _count(number: int, what: str) -> str:
    return f"{number} {what}" + ("" if number == 1 else "s")


def _when(at: dt.datetime) -> str:
    return at.astimezone().strftime(WHEN)


# Lanes


def _print_lanes(out: Console, row: Row, width: int) -> None:
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
    for before, after in zip(axis.sections, axis.sections[1:], strict=False):
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
    return next(glyph for least, glyph in SIZES if dots[0].words >= least)


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


# Tellings


def _print_tellings(out: Console, row: Row, width: int, *, everything: bool) -> None:
    told = row["tellings"]
    out.print(Text("\nAs it was told", style="bold"))
    most = len(told) if everything else MOST_TELLINGS
    # Where there are too many, how it began and where it stands now.
    first, last = (told, []) if len(told) <= most else (told[: most // 2], told[-(most // 2) :])
    for each in first:
        _print_telling(out, each, row["slug"], width)
    if last:
        out.print(Text(f"  … {len(told) - len(first) - len(last)} between; --all prints them", style="dim"))
    for each in last:
        _print_telling(out, each, row["slug"], width)


def _print_telling(out: Console, told: Row, slug: str, width: int) -> None:
    when = _when(told["at"]) if told["dated"] else f"{UNDATED:<16}"
    line = Text(f"  {when}  ")
    line.append(next(glyph for least, glyph in SIZES if told["words"] >= least), style="bold")
    line.append(f" {clean(told['outlet'])}")
    line.append(f"  {told['share']:.0%}  {told['segment_id'][:8]}", style="dim")
    if told["revisions"] > 1:
        line.append(f"  {REVISED} {told['revisions']} versions", style="yellow")
    if told["slug"] != slug:
        line.append(f"  {clean(told['slug'])}", style="cyan")
    headline = clean(told["headline"])
    if width >= NARROW:
        line.append(f"  {headline}")
        _print_cropped(out, line, width)
    else:
        _print_cropped(out, line, width)
        _print_cropped(out, Text(f"    {headline}"), width)
    if told["copies"]:
        _print_cropped(out, _copies(told["copies"]), width)


def _copies(copies: Sequence[Row]) -> Text:
    named = ", ".join(f"{clean(copy['outlet'])} {copy['segment_id'][:8]}" for copy in copies[:MOST_COPIES])
    more = f" and {len(copies) - MOST_COPIES} more" if len(copies) > MOST_COPIES else ""
    return Text(f"    ≡ +{len(copies)} {'copies' if len(copies) > 1 else 'copy'}: {named}{more}", style="magenta")


def _print_cropped(out: Console, line: Text, width: int) -> None:
    """Print one line; on a terminal, what does not fit is cut, in a pipe it stays."""
    if out.is_terminal:
        line.truncate(width, overflow="ellipsis")
    out.print(line, no_wrap=True)


# Links


def _print_links(out: Console, row: Row, width: int, *, everything: bool) -> None:
    if not row["links"]:
        return
    names = {told["segment_id"]: told for told in row["tellings"]}
    copies = {copy["segment_id"]: copy for told in row["tellings"] for copy in told["copies"]}
    out.print(Text("\nLinks between them", style="bold"))
    kept = row["links"] if everything else row["links"][:MOST_LINKS]
    for link in kept:
        ends = [names.get(link[end]) or copies.get(link[end]) for end in ("source_id", "target_id")]
        outlets = " ↔ ".join(clean(end["outlet"]) if end else "?" for end in ends)
        conflicts = "; ".join(_conflict(conflict) for conflict in link["evidence"]["conflicts"][:2])
        text = f"  {link_glyph(link['kind'])} {link['kind']}  {link['score']:.2f}  {link['id'][:8]}  {outlets}"
        style = "yellow" if link["kind"] == "contradicts" else ""
        also = f" (+{link['also']} of copies)" if link["also"] else ""
        _print_cropped(out, Text(text + also + (f"  {conflicts}" if conflicts else ""), style=style), width)
    rest = len(row["links"]) - len(kept)
    if rest:
        out.print(Text(f"  and {rest} weaker ones; --all prints them", style="dim"))


def _conflict(conflict: Row) -> str:
    return f"{conflict['field']}: {excerpt(conflict['source'], 40)} ≠ {excerpt(conflict['target'], 40)}"


# Facts


def _print_facts(out: Console, row: Row, width: int) -> None:
    if not row["facts"]:
        return
    out.print(Text("\nWho had it first", style="bold"))
    longest = min(30, max(cell_len(clean(fact["fact"])) for fact in row["facts"]))
    for fact in row["facts"]:
        first = fact["first"]
        line = Text(f"  {set_cell_size(clean(fact['fact']), longest)}  ", style="bold")
        when = _when(first["at"]) if first["dated"] else UNDATED
        line.append(f"{clean(first['outlet'])}, {when}", style="not bold")
        line.append(_taken_up(fact), style="dim not bold")
        _print_cropped(out, line, width)
        for said in fact["contradicted_by"][:2]:
            against = f"    ≠ {excerpt(said['says'], 60)}, says {clean(said['outlet'])}"
            _print_cropped(out, Text(against, style="yellow"), width)
        if first["quote"]:
            quote = around(first["quote"].strip('“”"'), fact["fact"], width - 8)
            _print_cropped(out, Text(f"    “{quote}”", style="dim"), width)


def _taken_up(fact: Row) -> str:
    others = fact["taken_up_by"]
    if others:
        more = f" and {len(others) - 2} more" if len(others) > 2 else ""  # noqa: PLR2004 - two are named
        return f"  then {', '.join(clean(name) for name in others[:2])}{more}"
    return f"  then {_count(fact['tellings'] - 1, 'more article')} there" if fact["tellings"] > 1 else "  nobody else"
