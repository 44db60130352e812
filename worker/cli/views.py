"""Single records as a person reads them."""

from collections.abc import Mapping, Sequence
from typing import Any

from rich.text import Text

from worker.cli.lines import QUOTE_WIDTH, heaviest, link_line, print_reasons, segment_line
from worker.cli.output import console
from worker.reading.reasons import cut_reasons, principal_reasons
from worker.reading.show import clean, excerpt

Row = Mapping[str, Any]

STORY_STYLES = ("cyan", "magenta", "green", "yellow", "blue")
BAR_WIDTH = 48


def print_segment(row: Row) -> None:
    """Print a segment: head, people, text, links."""
    out = console()
    _print_head(row)
    for principal in row["principals"]:
        out.print(principal_line(principal))
    out.print(Text("\n" + "\n\n".join(clean(part) for part in row["text"].split("\n\n"))))
    for link in row["links"]:
        out.print(link_line(link))


def print_why(row: Row) -> None:
    """Print why a segment starts where it does, why its principals are its principals, and what its links rest on."""
    out = console()
    _print_head(row)
    out.print(Text(f"\nWhy it starts here  {row['score']:.0%} sure", style="bold"))
    for label, text in (("after", row["before"]), ("with", row["text"].split("\n\n", 1)[0])):
        if text:
            out.print(Text(f"  {label:<7} “{excerpt(text, QUOTE_WIDTH)}”", style="dim"))
    reasons = cut_reasons(row["cues"])
    print_reasons(reasons, 2, heaviest([reasons]))
    if sure := _how_sure(row):
        out.print(Text(f"\nHow sure  {sure}", style="dim"))
    if row["principals"]:
        out.print(Text("\nWhy these principals", style="bold"))
        _print_principals(row["principals"])
    if row["links"]:
        out.print(Text("\nWhy these links", style="bold"))
    for link in row["links"]:
        print_link(link)


def _how_sure(row: Row) -> str:
    told = {"place": "place_confidence", "day": "date_confidence", "rules in this language": "confidence"}
    return " · ".join(f"{what} {row[name]:.0%}" for what, name in told.items() if row.get(name) is not None)


def _print_principals(principals: Sequence[Row]) -> None:
    """Print principals with their reasons, all bars on one scale, and a sentence that names each."""
    out, reasons = console(), [principal_reasons(principal.get("cues", ())) for principal in principals]
    most = heaviest(reasons)
    for principal, own in zip(principals, reasons, strict=True):
        out.print(principal_line(principal))
        print_reasons(own, 4, most)
        for quote in principal["evidence"][:1]:
            out.print(Text(f"    “{excerpt(quote, QUOTE_WIDTH)}”", style="dim"))


def _print_head(row: Row) -> None:
    out = console()
    out.print(segment_line(row))
    out.print(Text(f"  {clean(row['headline'])}\n  {clean(row['article_url'])}  {row['id']}", style="dim"))


def principal_line(principal: Row) -> Text:
    """Return one line for a principal: name, role and country, mentions, other spellings."""
    line = Text("  ")
    line.append(clean(principal["name"]), style="bold")
    role = ", ".join(clean(principal[name]) for name in ("role", "country") if principal[name])
    times = "once" if principal["mentions"] == 1 else f"{principal['mentions']} times"
    aliases = ", ".join(clean(alias) for alias in principal["aliases"])
    facts = (role, f"mentioned {times}", aliases and f"also {aliases}")
    line.append("".join(f"  {fact}" for fact in facts if fact))
    return line


def print_link(row: Row) -> None:
    """Print a link with its evidence."""
    out = console()
    out.print(link_line(row))
    evidence = row["evidence"]
    if evidence["shared"]:
        out.print(Text(f"  both tell of {_shared(evidence['shared'])}"))
    for conflict in evidence["conflicts"]:
        values = f"{clean(conflict['source'])}  ≠  {clean(conflict['target'])}"
        out.print(Text(f"  {conflict['field']}: {values}", style="yellow"))
        for quote in conflict["quotes"]:
            out.print(Text(f"    “{clean(quote)}”", style="dim"))


def _shared(names: Sequence[str]) -> str:
    """Return what two segments share, grouped by kind: "place Tokyo · event meeting · words summit, trade"."""
    groups: dict[str, list[str]] = {}
    for name in names:
        kind, colon, value = name.partition(": ")
        groups.setdefault(kind if colon else "", []).append(clean(value if colon else name))
    told = [f"{kind}{'s' if len(values) > 1 and kind else ''} {', '.join(values)}" for kind, values in groups.items()]
    return " · ".join(text.strip() for text in told)


def composition(segments: Sequence[Row]) -> Text:
    """Return the bar that shows at a glance what an article is made of; one colour a story, dots for the rest."""
    bar, number, told, drawn = Text("  "), 0, 0.0, 0
    for segment in segments:
        # Rounded at the ends, not one by one, so that every bar is as long as the next.
        told += segment["share"]
        width = max(1, round(told * BAR_WIDTH) - drawn)
        drawn += width
        if segment["kind"] == "story":
            bar.append("█" * width, style=STORY_STYLES[number % len(STORY_STYLES)])
            number += 1
        else:
            bar.append("░" * width, style="dim")
    return bar
