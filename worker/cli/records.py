"""`slugline articles | segments | stories | links`: lists, and single ones whole."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any

import typer
from sqlalchemy import Connection

from schemas.outcomes import Fault
from schemas.segments import LinkKind, SegmentKind
from worker.cli.articles import print_article, print_diff
from worker.cli.corrections import add_to_links, add_to_stories
from worker.cli.evidence import print_evidence
from worker.cli.output import print_json, show
from worker.cli.session import read_moment, records
from worker.cli.timeline import print_timeline
from worker.cli.views import print_segment, print_why
from worker.reading import records as reading
from worker.reading.diff import difference, revisions_of
from worker.reading.evidence import evidence
from worker.reading.query import Row
from worker.reading.timeline import timeline

COLUMNS: dict[str, Mapping[str, str]] = {
    "articles": {"id": "ID", "first_seen": "Recorded", "published": "Published", "site": "Site",
                 "stories": "Stories", "copies": "Copies", "title": "Title"},
    "segments": {"id": "ID", "kind": "Kind", "slug": "Slug", "place": "Place", "date": "Date", "headline": "Headline"},
    "stories": {"id": "ID", "slug": "Slug", "articles": "Articles", "last_seen": "Last seen", "headline": "Headline"},
    "links": {"id": "ID", "kind": "Kind", "score": "Score", "source_slug": "From", "target_slug": "To"},
}  # fmt: skip

KINDS = {"segments": tuple(map(str, SegmentKind)), "links": tuple(map(str, LinkKind))}
EMPTY = "Nothing here yet. Add a feed with `slugline feeds add URL`, and run `slugline up`."

Lister = Callable[[Connection, reading.Filter], Sequence[Row]]
Finder = Callable[[Connection, str], Row]
Printer = Callable[[Row], None]


def _known(what: str, kind: str) -> str | None:
    known = KINDS.get(what, ())
    if kind and kind not in known:
        raise typer.BadParameter(f"there are {', '.join(known)}" if known else f"{what} have no kinds")
    return kind or None


def _group(what: str, lister: Lister, finder: Finder, printer: Printer) -> typer.Typer:
    group = typer.Typer(no_args_is_help=True, add_completion=False)

    @group.command("list", epilog=f"Example: slugline {what} list --since 2h --query flood --json")
    def list_rows(
        *,
        since: str = typer.Option("", help="Recorded since: 10m, 2h, 3d ago, or an ISO date."),
        query: str = typer.Option("", help="Words in titles, slugs, headlines."),
        feed: str = typer.Option("", help="Only this feed: its URL, its id, or the beginning of one."),
        kind: str = typer.Option("", help="Of segments: story, faq, …; of links: same_event, contradicts, …"),
        limit: int = typer.Option(50, min=1, max=100_000),
        as_json: bool = typer.Option(False, "--json", help="One JSON object a line."),
    ) -> None:
        """List, newest first."""
        with records() as tools, tools.database.read() as connection:
            after = read_moment(since, tools.clock.now()) if since else None
            wanted = {"query": query or None, "feed": feed or None, "kind": _known(what, kind)}
            rows = lister(connection, reading.Filter(since=after, limit=limit, **wanted))
        show(rows, COLUMNS[what], as_json=as_json, empty=EMPTY)

    if what in SHOWS:
        SHOWS[what](group, finder, printer)
        return group

    @group.command("show", epilog=f"Example: slugline {what} show 1f2e3d4c")
    def show_row(
        name: str = typer.Argument(metavar="ID", help="An id, or its first characters."),
        as_json: bool = typer.Option(False, "--json", help="One JSON object."),
    ) -> None:
        """Show one whole."""
        _show_one(finder, printer, name, as_json=as_json)

    return group


def _add_show_why(group: typer.Typer, finder: Finder, printer: Printer) -> None:
    @group.command("show", epilog="Example: slugline segments show 1f2e3d4c --why")
    def show_row(
        name: str = typer.Argument(metavar="ID", help="An id, or its first characters."),
        why: bool = typer.Option(False, "--why", help="Why it starts there, why these people, what its links rest on."),
        as_json: bool = typer.Option(False, "--json", help="One JSON object; the reasons are always in it."),
    ) -> None:
        """Show one whole, or with --why the reasons for it."""
        _show_one(finder, print_why if why else printer, name, as_json=as_json)


def _add_show_timeline(group: typer.Typer, _finder: Finder, _printer: Printer) -> None:
    @group.command("show", epilog="Examples: slugline stories show 1f2e3d4c\n\nslugline stories show 1f2e3d4c --json")
    def show_row(
        name: str = typer.Argument(metavar="ID", help="An id, or its first characters."),
        everything: bool = typer.Option(False, "--all", help="All tellings and links, where there are many."),
        as_json: bool = typer.Option(
            False, "--json", help="One JSON object: tellings, links, facts and lanes as data."
        ),
    ) -> None:
        """Show how a story was told: outlets over time, links and contradictions, and who had what first."""
        with records() as tools, tools.database.read() as connection:
            row = timeline(connection, name)
            segments = reading.story(connection, row["id"])["segments"] if as_json else []
        if as_json:
            print_json([{**row, "segments": segments}])
        else:
            print_timeline(row, everything=everything)


def _add_show_diff(group: typer.Typer, finder: Finder, printer: Printer) -> None:
    @group.command("show", epilog="Example: slugline articles show 1f2e3d4c --diff 1..2")
    def show_row(
        name: str = typer.Argument(metavar="ID", help="An id, or its first characters."),
        diff: str = typer.Option("", metavar="N..M", help="What changed from one revision to another, word by word."),
        as_json: bool = typer.Option(False, "--json", help="One JSON object."),
    ) -> None:
        """Show one whole, with its copies, or with --diff what a revision changed."""
        if diff:
            numbers = _revisions(diff)
            _show_one(partial(_difference, numbers), print_diff, name, as_json=as_json)
        else:
            _show_one(finder, printer, name, as_json=as_json)


def _revisions(given: str) -> tuple[int, int]:
    try:
        return revisions_of(given)
    except Fault as fault:
        raise typer.BadParameter(fault.detail) from fault


def _difference(numbers: tuple[int, int], connection: Connection, name: str) -> Row:
    return difference(connection, name, numbers)


SHOWS = {"segments": _add_show_why, "articles": _add_show_diff, "stories": _add_show_timeline}


def _show_one(finder: Finder, printer: Printer, name: str, *, as_json: bool) -> None:
    with records() as tools, tools.database.read() as connection:
        row: dict[str, Any] = finder(connection, name)
    if as_json:
        print_json([row])
    else:
        printer(row)


COMMANDS = {
    "articles": _group("articles", reading.articles, reading.article, print_article),
    "segments": _group("segments", reading.segments, reading.segment, print_segment),
    "stories": _group("stories", reading.stories, reading.story, print_timeline),
    "links": _group("links", reading.links, evidence, print_evidence),
}
add_to_stories(COMMANDS["stories"])
add_to_links(COMMANDS["links"])
