"""`slugline links show`: both ends, what they share, where they disagree, and what the score is made of."""

from collections.abc import Mapping
from typing import Any

from rich.console import Console
from rich.text import Text

from worker.cli.lines import heaviest, link_glyph, print_hanging, print_reasons, quoted
from worker.cli.output import console
from worker.reading.link_reasons import link_reasons
from worker.reading.show import clean, excerpt, local

Row = Mapping[str, Any]

QUOTE_WIDTH, VALUE_WIDTH = 320, 80
ENDS = ("source", "target")
LETTERS = {"source": "A", "target": "B"}
KINDS = ("people", "place", "numbers", "words")


def print_evidence(row: Row) -> None:
    """Print a link with all it rests on."""
    out = console()
    style = "bold yellow" if row["kind"] == "contradicts" else "bold"
    line = Text(f"{link_glyph(row['kind'])} {row['kind']}  {row['score']:.2f}", style=style)
    out.print(line.append(f"  {row['id']}", style="dim not bold"))
    for end in ENDS:
        _print_end(out, LETTERS[end], row[end])
    _print_shared(out, row)
    _print_conflicts(out, row["evidence"]["conflicts"])
    _print_sentences(out, row["sentences"])
    reasons = link_reasons(row["evidence"].get("features", ()))
    if reasons:
        out.print(Text("\nWhat the score is made of (log-odds)", style="bold"))
        print_reasons(reasons, 2, heaviest([reasons]))
    out.print(Text(f"\nWrong? slugline links reject {row['id'][:8]}", style="dim"))


def _print_end(out: Console, letter: str, end: Row) -> None:
    when = local(end["at"]).strftime("%Y-%m-%d %H:%M") if end["dated"] else "(undated)"
    line = Text(f"  {letter}  ", style="bold")
    line.append(f"{clean(end['outlet'])}  {when}  {clean(end['slug'])}", style="not bold")
    out.print(line.append(f"  {end['segment_id'][:8]}", style="dim not bold"))
    print_hanging(out, "     ", excerpt(end["headline"], QUOTE_WIDTH))
    print_hanging(out, "     ", clean(end["url"]), "dim")


def _print_shared(out: Console, row: Row) -> None:
    groups = {kind: [clean(value) for value in row["shared"][kind]] for kind in KINDS}
    told = [(kind, ", ".join(values)) for kind, values in groups.items() if values]
    # What was kept when they were linked, as far as it is not seen from the stored texts: the kind of event.
    for name in row["evidence"]["shared"]:
        kind, colon, value = name.partition(": ")
        if colon and kind not in (*KINDS, "person", "number", "word") and value not in groups.get("place", ()):
            told.append((clean(kind), clean(value)))
    out.print(Text("\nWhat both tell", style="bold"))
    for kind, values in told:
        print_hanging(out, f"  {kind:<8} ", values)
    if not told:
        out.print(Text("  nothing that stands out", style="dim"))


def _print_conflicts(out: Console, conflicts: list[Row]) -> None:
    if conflicts:
        out.print(Text("\nWhere they disagree", style="bold"))
    for conflict in conflicts:
        values = f"{excerpt(conflict['source'], VALUE_WIDTH)}  ≠  {excerpt(conflict['target'], VALUE_WIDTH)}"
        out.print(Text(f"  {clean(conflict['field']).replace('_', ' ')}: {values}", style="yellow"))
        quotes = conflict["quotes"]
        # One quote of each end, in their order; of a heading that breaks its promise, the heading and its text.
        letters = (
            LETTERS.values() if len(quotes) == len(ENDS) and conflict["field"] != "heading" else [" "] * len(quotes)
        )
        for letter, quote in zip(letters, quotes, strict=True):
            _print_quote(out, letter, quote)


def _print_sentences(out: Console, near: Row | None) -> None:
    if near is None:
        return
    out.print(Text("\nTheir nearest sentences", style="bold"))
    for end in ENDS:
        _print_quote(out, LETTERS[end], near[end])


def _print_quote(out: Console, letter: str, text: str) -> None:
    print_hanging(out, f"  {letter}  ", quoted(text, QUOTE_WIDTH), "dim")
