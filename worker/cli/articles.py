"""Articles as a person reads them: one whole, its copies, and what a revision changed."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from rich.text import Text

from worker.cli.lines import link_line, segment_line
from worker.cli.output import console
from worker.cli.views import composition
from worker.reading.show import clean, excerpt, shown

Row = Mapping[str, Any]

KINDS = {"exact": "the same text", "near": "a copy with changes", "revised": "another version", None: "the same group"}
MOST_CHANGES = 4
CHANGE_WIDTH = 48
STYLES = {"delete": "red strike", "insert": "green"}
MARKS = {"delete": ("[-", "-]"), "insert": ("{+", "+}")}
# So many words of what is equal are shown on either side of a change.
AROUND = 8


def print_article(row: Row) -> None:
    """Print an article: head, composition bar, segments, links, headlines it had, copies."""
    out = console()
    out.print(Text(clean(row["title"]) or "(no title)", style="bold"))
    facts = (row["site"], shown(row["published"]), f"revision {row['revisions']}", row["canonical_url"], row["id"])
    out.print(Text("  ".join(clean(fact) for fact in facts if fact), style="dim"))
    out.print(composition(row["segments"]))
    for segment in row["segments"]:
        out.print(segment_line(segment))
    for link in row["links"]:
        out.print(link_line(link))
    for line in (*_headlines(row["versions"]), *_copies(row)):
        out.print(line)


def _headlines(versions: Sequence[Row]) -> Iterator[Text]:
    """Yield the headlines that the article had, in order; nothing when there was only one."""
    changed = [row for i, row in enumerate(versions) if i == 0 or row["title"] != versions[i - 1]["title"]]
    if len(changed) > 1:
        yield Text("Headlines", style="bold")
        for row in changed:
            yield Text(f"  {row['number']}  {shown(row['created_at'])}  {clean(row['title']) or '(no title)'}")


def _copies(row: Row) -> Iterator[Text]:
    """Yield the articles with the same text in the order in which they appeared, this one among them."""
    if not row["duplicates"]:
        return
    yield Text("Copies, the first one first", style="bold")
    members = sorted((*row["duplicates"], row), key=_appeared)
    for member in members:
        if member is row:
            yield Text(f"  {_when(member)}  this one", style="bold")
            continue
        yield _copy_line(member)
        for before, after in (member["differences"] or ())[:MOST_CHANGES]:
            # Told from the earlier one to the later.
            change = Text(f"      {excerpt(before, CHANGE_WIDTH) or '(nothing)'}", style="dim")
            yield change.append(f" → {excerpt(after, CHANGE_WIDTH) or '(nothing)'}")


def _copy_line(member: Row) -> Text:
    line = Text(f"  {_when(member)}  {clean(member['site'] or '') or clean(member['url'])}")
    told = KINDS.get(member["kind"], clean(member["kind"]))
    if member["kind"] is not None:
        told += f", J {member['jaccard']:.2f}, C {member['containment']:.2f}"
    line.append(f"  {told}", style="cyan")
    line.append("" if member["grouped"] else "  (not one group: it holds other texts too)", style="dim")
    line.append(f"  {clean(member['title'])[:60]}  {member['id'][:8]}", style="dim")
    return line


def _appeared(member: Row) -> tuple[Any, Any, str]:
    return member["published"] or member["first_seen"], member["first_seen"], member["id"]


def _when(member: Row) -> str:
    return shown(member["published"] or member["first_seen"])


def print_diff(row: Row) -> None:
    """Print a word diff as wdiff does, in colour where there is colour; what is equal only around the changes."""
    out = console()
    head = (f"revision {row[end]['number']}, {shown(row[end]['created_at'])}" for end in ("from", "to"))
    out.print(Text(" → ".join(head), style="bold"))
    out.print(_marked(row["headline"]))
    if all(piece["op"] == "equal" for piece in row["text"]):
        out.print(Text("The text is the same.", style="dim"))
        return
    out.print(_marked(row["text"]))


def _marked(pieces: Sequence[Row]) -> Text:
    text = Text()
    for place, piece in enumerate(pieces):
        if piece["op"] == "equal":
            text.append(_shortened(piece["text"], first=place == 0, last=place == len(pieces) - 1), style="dim")
            continue
        before, after = MARKS[piece["op"]]
        told = piece["text"].rstrip()
        text.append(before + _lines(told) + after, style=STYLES[piece["op"]]).append(piece["text"][len(told) :][:1])
    return text


def _shortened(told: str, *, first: bool, last: bool) -> str:
    words = told.split(" ")
    if len(words) <= 2 * AROUND:
        return _lines(told)
    head, tail = ("" if first else " ".join(words[:AROUND])), ("" if last else " ".join(words[-AROUND:]))
    return _lines(f"{head} … {tail}".strip(" ") if first or last else f"{head} … {tail}")


def _lines(told: str) -> str:
    return "\n".join(clean(line) for line in told.split("\n"))
