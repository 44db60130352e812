"""`slugline feeds`: the subscriptions."""

import sys
from collections.abc import Iterable
from pathlib import Path

import typer
from rich.text import Text

from schemas.codes import Code
from schemas.outcomes import Reject
from tasks.plan_fetches.cadence import MAX_INTERVAL_S
from worker.cli.output import FAILED, complain, console, print_json, print_table, show
from worker.cli.session import records
from worker.opml import MAX_BYTES, read_opml, write_opml
from worker.preview import check_found
from worker.reading import feeds as reading
from worker.reading.show import clean, shown
from worker.settings import load_settings
from worker.subscribe import Subscription, subscribe, subscribe_found
from worker.toolbox import open_web
from worker.toolbox.feeds import ACTIVE, PAUSED

feeds = typer.Typer(no_args_is_help=True, add_completion=False)
COMMANDS = {"feeds": feeds}

COLUMNS = {"id": "ID", "status": "Status", "code": "Error", "articles": "Articles", "next_poll_at": "Next", "title": "Title", "url": "URL"}  # fmt: skip  # noqa: E501 - a table
NONE = "No feeds yet. Add one with `slugline feeds add URL`, or try `slugline up --demo`."
JSON = typer.Option(False, "--json", help="One JSON object a line.")
# What is no URL may be megabytes of anything.
LONGEST_SHOWN = 500
FEED = typer.Argument(metavar="FEED", help="Its URL, its id, or the beginning of one.")


@feeds.command(epilog="Example: slugline feeds add https://example.com/feed.xml")
def add(urls: list[str] = typer.Argument(metavar="URL…"), as_json: bool = JSON) -> None:
    """Subscribe to feeds, or to the one that a page names; the first look follows at once when workers run."""
    with records() as tools:
        done = [subscribe_found(tools, url) for url in urls]
    _say_all(done, as_json=as_json)


@feeds.command("import", epilog="Example: slugline feeds import subscriptions.opml")
def import_opml(path: Path = typer.Argument(metavar="FILE.opml"), as_json: bool = JSON) -> None:
    """Subscribe to every feed of an OPML list; the lines that cannot be are said, the others go in."""
    try:
        with path.open("rb") as file:
            # One byte more than is allowed tells that there is more: a device has no end.
            outlines = read_opml(file.read(MAX_BYTES + 1))
    except OSError as error:
        raise Reject(Code.BAD_INPUT, f"{path}: {error.strerror}") from error
    _subscribe([(outline.url, outline.title) for outline in outlines], as_json=as_json)


def _subscribe(wanted: list[tuple[str, str]], *, as_json: bool) -> None:
    with records() as tools:
        done = [subscribe(tools, url, title=title) for url, title in wanted]
    _say_all(done, as_json=as_json)


def _say_all(done: list[Subscription], *, as_json: bool) -> None:
    for one in done:
        _say(one, as_json=as_json)
    if any(one.problem for one in done):
        raise typer.Exit(FAILED)


def _say(one: Subscription, *, as_json: bool) -> None:
    if one.problem:
        complain(one.problem.code, f"{one.url[:LONGEST_SHOWN]}: {one.problem.detail}")
    if as_json:
        print_json([one.as_row()])
    elif not one.problem:
        console().print(Text(f"{'subscribed' if one.new else 'known already'}  {one.id[:8]}  {clean(one.url)}"))
        _say_others(one.found.others if one.found else ())


def _say_others(urls: Iterable[str]) -> None:
    for url in urls:
        console().print(Text(f"the page also names       {clean(url)}"))


@feeds.command("list", epilog="Example: slugline feeds list --json")
def list_feeds(as_json: bool = JSON) -> None:
    """List every subscription and how it fares."""
    with records() as tools, tools.database.read() as connection:
        rows = reading.feeds(connection)
    if not as_json:
        rows = [{**row, "next_poll_at": row["next_poll_at"] if row["status"] == "active" else None} for row in rows]
    show(rows, COLUMNS, as_json=as_json, empty=NONE)


@feeds.command("show", epilog="Example: slugline feeds show 1f2e3d4c")
def show_feed(feed: str = FEED, as_json: bool = JSON) -> None:
    """Show one subscription with its last 50 looks."""
    with records() as tools, tools.database.read() as connection:
        row = reading.feed(connection, feed)
    if as_json:
        print_json([row])
        return
    out = console()
    out.print(Text(clean(row["title"] or row["url"]), style="bold"))
    for name in ("url", "id", "status", "etag", "last_modified", "next_poll_at", "last_success_at", "code", "detail"):
        if row[name]:
            out.print(Text(f"  {name:16} {row[name] if name == 'id' else shown(row[name])}"))
    looks = {"updated_at": "When", "stage": "Outcome", "status": "HTTP", "entries_new": "New", "code": "Error", "trace": "Trace"}  # fmt: skip  # noqa: E501 - a table
    print_table(row["polls"], looks, empty="Not looked at yet.")


@feeds.command(epilog="Example: slugline feeds why 1f2e3d4c")
def why(feed: str = FEED, as_json: bool = JSON) -> None:
    """Say in words how a feed fares: since when, why, what next."""
    with records() as tools, tools.database.read() as connection:
        row = reading.why(connection, feed, tools.clock.now())
    if as_json:
        print_json([row])
        return
    console().print(Text(clean(row["why"])))
    if row["fix"]:
        console().print(Text(f"Fix: {row['fix']}"))
    resting = f" (the host asked for peace until {shown(row['host_rests_until'])})" if row["host_rests_until"] else ""
    if row["next_poll_at"]:
        console().print(Text(f"Next look: {shown(row['next_poll_at'])}{resting}"))
    console().print(Text(f"Try it: {clean(row['curl'])}"))


@feeds.command(epilog="Example: slugline feeds check https://example.com/feed.xml")
def check(url: str = typer.Argument(metavar="URL"), as_json: bool = JSON) -> None:
    """Look at a feed, or at the one that a page names, through the real code path and store nothing."""
    web = open_web(load_settings())
    answer = check_found(url, web)
    web.close()
    if as_json:
        print_json([answer])
    elif answer["outcome"] == "error":
        complain(Code(answer["error"]), f"{url}: {answer['detail']}")
    else:
        head = f"{clean(answer.get('title') or url)}: {len(answer['entries'])} entries"
        console().print(Text(f"{head}, {answer['bytes']:,} bytes, {answer['seconds']:.2f} s"))
        if "page" in answer:
            console().print(Text(f"named by the page         {clean(answer['url'])}"))
            _say_others(answer["others"])
        print_table(answer["entries"][:3], {"published": "Published", "title": "Title", "url": "URL"}, empty="")
    if answer["outcome"] == "error":
        raise typer.Exit(FAILED)


@feeds.command(epilog="Example: slugline feeds pause 1f2e3d4c")
def pause(feed: str = FEED) -> None:
    """Stop looking at a feed until it is resumed."""
    _set_status(feed, PAUSED)


@feeds.command(epilog="Example: slugline feeds resume 1f2e3d4c")
def resume(feed: str = FEED) -> None:
    """Look at a feed again, at once, with its errors forgotten."""
    _set_status(feed, ACTIVE)


def _set_status(feed: str, status: str) -> None:
    with records() as tools, tools.database.write() as connection:
        name = reading.feed_id(connection, feed)
        tools.feeds.set_status(connection, name, status)
    console().print(Text(f"{status}  {name[:8]}"))


@feeds.command(epilog="Example: slugline feeds interval 1f2e3d4c 900")
def interval(feed: str = FEED, seconds: float = typer.Argument(min=0, max=MAX_INTERVAL_S)) -> None:
    """Look at a feed at a fixed interval in seconds, unless it asks for less; 0: by its own rhythm again."""
    with records() as tools, tools.database.write() as connection:
        name = reading.feed_id(connection, feed)
        tools.feeds.set_interval(connection, name, seconds)
    console().print(Text(f"every {seconds:g} s  {name[:8]}" if seconds else f"by its rhythm  {name[:8]}"))


@feeds.command(epilog="Example: slugline feeds remove 1f2e3d4c")
def remove(feed: str = FEED) -> None:
    """Unsubscribe; the articles stay."""
    with records() as tools, tools.database.write() as connection:
        name = reading.feed_id(connection, feed)
        tools.feeds.remove(connection, name)
    console().print(Text(f"removed  {name[:8]}"))


@feeds.command("export", epilog="Example: slugline feeds export > subscriptions.opml")
def export_opml(as_json: bool = JSON) -> None:
    """Print every subscription as OPML."""
    with records() as tools, tools.database.read() as connection:
        rows = reading.feeds(connection)
    if as_json:
        print_json(rows)
    else:
        sys.stdout.write(write_opml(rows))
