"""One line for a segment, a link or a reason, as every view prints it."""

from collections.abc import Mapping, Sequence
from typing import Any

from rich.cells import cell_len
from rich.console import Console
from rich.text import Text

from worker.cli.output import console
from worker.reading.reasons import Reason
from worker.reading.show import clean, excerpt, shown

Row = Mapping[str, Any]

WEIGHT_WIDTH = 12
MOST_REASONS = 12
QUOTE_WIDTH = 160
LEAST_WRAPPED = 20
MARKS = '“”"„«»'
GLYPHS = {
    "same_event": "=",
    "follow_up": "→",
    "background": "·",
    "contradicts": "≠",
    "near_duplicate": "~",
    "duplicate": "≡",
    "revision_of": "↻",
}


def link_glyph(kind: str) -> str:
    """Return the sign that stands for a kind of link."""
    return GLYPHS.get(kind, "-")


def link_line(link: Row) -> Text:
    """Return one line for a link."""
    ends = f"{clean(link['source_slug'])} ↔ {clean(link['target_slug'])}"
    style = "yellow" if link["kind"] == "contradicts" else ""
    return Text(
        f"  {link_glyph(link['kind'])} {link['kind']}  {ends}  {link['score']:.2f}  {link['id'][:8]}", style=style
    )


def segment_line(segment: Row) -> Text:
    """Return one line for a segment."""
    where = " · ".join(shown(segment[name]) for name in ("place", "date") if segment[name])
    line = Text("  ")
    if segment["kind"] == "story":
        line.append(f"▪ {clean(segment['slug'])}", style="bold")
        line.append(f"  {where}  {segment['share']:.0%}  {segment['id'][:8]}")
    else:
        line.append(f"  {segment['kind']}  {clean(segment['headline'])[:60]}  {segment['share']:.0%}", style="dim")
    return line


def print_hanging(out: Console, head: str, text: str, style: str = "") -> None:
    """Print `text` after `head`; on a terminal, the lines it wraps into stand below its beginning."""
    margin = cell_len(head)
    if out.is_terminal:
        lines = [str(line) for line in Text(text).wrap(out, max(LEAST_WRAPPED, out.width - margin))]
    else:
        lines = [text]
    for number, line in enumerate(lines):
        out.print(Text((" " * margin if number else head) + line.rstrip(), style=style), no_wrap=True)


def quoted(text: str, width: int) -> str:
    """Return strangers' words as one clean line inside quotation marks, without those they bring."""
    line = excerpt(text, width).strip(MARKS)
    return f"“{line}”"


def heaviest(reasons: Sequence[Sequence[Reason]]) -> float:
    """Return the weight that the longest bar stands for."""
    return max((abs(reason.weight) for own in reasons for reason in own), default=1.0) or 1.0


def print_reasons(reasons: Sequence[Reason], indent: int, most: float) -> None:
    """Print reasons with their weights as bars, `most` the longest; what the twelve strongest leave is summed up."""
    out = console()
    for reason in reasons[:MOST_REASONS]:
        out.print(_reason_line(reason, indent, most))
    rest = reasons[MOST_REASONS:]
    if rest:
        total = sum(reason.weight for reason in rest)
        out.print(Text(f"{'':{indent}}{total:+6.2f}  and {len(rest)} weaker cues together", style="dim"))


def _reason_line(reason: Reason, indent: int, most: float) -> Text:
    line = Text(f"{'':{indent}}{reason.weight:+6.2f}  ")
    bar = ("█" if reason.weight > 0 else "░") * max(1, round(abs(reason.weight) / most * WEIGHT_WIDTH))
    line.append(f"{bar:<{WEIGHT_WIDTH}}  ", style="green" if reason.weight > 0 else "red")
    line.append(reason.phrase)
    if reason.detail:
        line.append(f" — {excerpt(reason.detail, QUOTE_WIDTH)}", style="dim")
    return line
