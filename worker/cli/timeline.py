"""`slugline stories show`: lanes of outlets over time, then the tellings, their links, and who had what first."""

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from rich.cells import cell_len, set_cell_size
from rich.console import Console
from rich.text import Text

from worker.cli.lanes import REVISED, print_lanes, size_of
from worker.cli.lines import MARKS, link_glyph
from worker.cli.output import console
from worker.reading.axis import lasting
from worker.reading.show import around, clean, excerpt, local

Row = Mapping[str, Any]

# A pipe has no width; so many columns fit a mail and a page of a document.
PIPE_WIDTH, WIDEST, NARROW = 100, 180, 100
MOST_TELLINGS, MOST_LINKS, MOST_ELSEWHERE, MOST_COPIES = 40, 12, 6, 6
WHEN = "%Y-%m-%d %H:%M"
UNDATED = "(undated)"


def print_timeline(row: Row, *, everything: bool = False, out: Console | None = None) -> None:
    """Print a story; `everything` prints all tellings and links where there are many."""
    out = out or console()
    width = min(out.width, WIDEST) if out.is_terminal else PIPE_WIDTH
    _print_head(out, row)
    if row["tellings"]:
        print_lanes(out, row, width)
        _print_tellings(out, row, width, everything=everything)
    _print_links(out, row, width, everything=everything)
    _print_elsewhere(out, row, width, everything=everything)
    _print_facts(out, row, width)


# What it is


def _print_head(out: Console, row: Row) -> None:
    line = Text(clean(row["slug"]), style="bold cyan")
    line.append(f"  {clean(row['headline'])}", style="not bold default")
    line.append(f"  {row['id'][:8]}", style="dim not bold")
    out.print(line)
    disputes = sum(link["kind"] == "contradicts" for link in row["links"])
    counts = [_count(row["articles"], "article"), _count(row["outlets"], "outlet"), _count(row["texts"], "text")]
    if disputes:
        counts.append(_count(disputes, "contradiction"))
    dated = [told["at"] for told in row["tellings"] if told["dated"]]
    if dated and min(dated) == max(dated):
        counts.append(_when(dated[0]))
    elif dated:
        counts.append(f"{_when(min(dated))} to {_when(max(dated))} ({lasting(max(dated) - min(dated))})")
    if row["not_read"]:
        counts.append(f"{row['not_read']} more segments not shown")
    out.print(Text("  " + " · ".join(counts), style="dim"))


def _count(number: int, what: str) -> str:
    return f"{number} {what}" + ("" if number == 1 else "s")


def _when(at: dt.datetime) -> str:
    return local(at).strftime(WHEN)


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
    line.append(size_of(told["words"]), style="bold")
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
        also = f" (+{link['also']} of copies)" if link["also"] else ""
        _print_link(out, link, outlets + also, width)
    rest = len(row["links"]) - len(kept)
    if rest:
        out.print(Text(f"  and {rest} weaker ones; --all prints them", style="dim"))


def _print_elsewhere(out: Console, row: Row, width: int, *, everything: bool) -> None:
    if row["elsewhere"]:
        out.print(Text("\nLinks to other stories", style="bold"))
    for link in row["elsewhere"][: len(row["elsewhere"]) if everything else MOST_ELSEWHERE]:
        ends = f"{clean(link['slug'])}  story {link['story_id'][:8]}  {clean(link['outlet'])}"
        _print_link(out, link, ends, width)


def _print_link(out: Console, link: Row, ends: str, width: int) -> None:
    conflicts = "; ".join(_conflict(conflict) for conflict in link["evidence"]["conflicts"][:2])
    text = f"  {link_glyph(link['kind'])} {link['kind']}  {link['score']:.2f}  {link['id'][:8]}  {ends}"
    style = "yellow" if link["kind"] == "contradicts" else ""
    _print_cropped(out, Text(text + (f"  {conflicts}" if conflicts else ""), style=style), width)


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
            quote = around(first["quote"].strip(MARKS), fact["fact"], width - 8)
            _print_cropped(out, Text(f"    “{quote}”", style="dim"), width)


def _taken_up(fact: Row) -> str:
    others = fact["taken_up_by"]
    if others:
        more = f" and {len(others) - 2} more" if len(others) > 2 else ""  # noqa: PLR2004 - two are named
        return f"  then {', '.join(clean(name) for name in others[:2])}{more}"
    return f"  then {_count(fact['tellings'] - 1, 'more article')} there" if fact["tellings"] > 1 else "  nobody else"
