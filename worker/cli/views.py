"""Single records as a person reads them."""

from collections.abc import Mapping, Sequence
from typing import Any

from rich.text import Text

from worker.cli.output import console
from worker.reading.show import clean, shown

Row = Mapping[str, Any]

STORY_STYLES = ("cyan", "magenta", "green", "yellow", "blue")
BAR_WIDTH = 48
GLYPHS = {
    "same_event": "=",
    "follow_up": "→",
    "background": "·",
    "contradicts": "≠",
    "near_duplicate": "~",
    "duplicate": "≡",
    "revision_of": "↻",
}


def print_article(row: Row) -> None:
    """Print an article: head, composition bar, segments, links, twins."""
    out = console()
    out.print(Text(clean(row["title"]) or "(no title)", style="bold"))
    facts = (row["site"], shown(row["published"]), f"revision {row['revisions']}", row["canonical_url"], row["id"])
    out.print(Text("  ".join(clean(fact) for fact in facts if fact), style="dim"))
    out.print(composition(row["segments"]))
    for segment in row["segments"]:
        out.print(segment_line(segment))
    for link in row["links"]:
        out.print(link_line(link))
    for twin in row["duplicates"]:
        out.print(Text(f"  ≡ same text  {clean(twin['url'])}  {twin['id'][:8]}", style="dim"))


def print_segment(row: Row) -> None:
    """Print a segment: head, people, why it was cut, text, links."""
    out = console()
    out.print(segment_line(row))
    out.print(Text(f"  {clean(row['headline'])}\n  {clean(row['article_url'])}  {row['id']}", style="dim"))
    for principal in row["principals"]:
        aliases = ", ".join(clean(alias) for alias in principal["aliases"])
        role = clean(principal["role"] or "")
        facts = (clean(principal["name"]), role, f"mentioned {principal['mentions']} times", aliases)
        out.print(Text("  " + "  ".join(fact for fact in facts if fact)))
    for cue in row["cues"]:
        out.print(Text(f"  cut by {cue['name']} {cue['weight']:+.2f}  {clean(cue['detail'])}", style="dim"))
    out.print(Text("\n" + "\n\n".join(clean(part) for part in row["text"].split("\n\n"))))
    for link in row["links"]:
        out.print(link_line(link))


def print_story(row: Row) -> None:
    """Print a story: its segments in the order of the news."""
    out = console()
    out.print(Text(clean(row["slug"]), style="bold cyan"), Text(clean(row["headline"])), Text(row["id"], style="dim"))
    for segment in row["segments"]:
        when = shown(segment["published"] or segment["first_seen"])
        out.print(Text(f"  {when}  {clean(segment['site'] or '')}  {clean(segment['headline'])}  {segment['id'][:8]}"))


def print_link(row: Row) -> None:
    """Print a link with its evidence."""
    out = console()
    out.print(link_line(row))
    evidence = row["evidence"]
    if evidence["shared"]:
        out.print(Text("  shared: " + ", ".join(clean(word) for word in evidence["shared"])))
    for conflict in evidence["conflicts"]:
        values = f"{clean(conflict['source'])}  ≠  {clean(conflict['target'])}"
        out.print(Text(f"  {conflict['field']}: {values}", style="yellow"))
        for quote in conflict["quotes"]:
            out.print(Text(f"    “{clean(quote)}”", style="dim"))


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


def link_line(link: Row) -> Text:
    """Return one line for a link."""
    glyph = GLYPHS.get(link["kind"], "-")
    ends = f"{clean(link['source_slug'])} ↔ {clean(link['target_slug'])}"
    style = "yellow" if link["kind"] == "contradicts" else ""
    return Text(f"  {glyph} {link['kind']}  {ends}  {link['score']:.2f}  {link['id'][:8]}", style=style)
