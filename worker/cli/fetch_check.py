"""`slugline fetch-check`: many feeds through the real code path, nothing stored."""

import typer

from worker.cli.output import FAILED, print_json, print_table
from worker.preview import checked
from worker.settings import load_settings
from worker.toolbox import open_web

command = typer.Typer(add_completion=False)


@command.command(epilog="Example: slugline fetch-check https://example.com/feed.xml --json")
def fetch_check(
    urls: list[str] = typer.Argument(metavar="URL…"),
    as_json: bool = typer.Option(False, "--json", help="One JSON object a URL."),
) -> None:
    """Fetch and parse each feed as a worker would, and say what came of it."""
    web = open_web(load_settings())
    failed = False
    for url in urls:
        answer = checked(url, web)
        failed |= answer["outcome"] == "error"
        if as_json:
            print_json([answer])
        else:
            row = {**answer, "entries": len(answer["entries"])}
            columns = {"outcome": "Outcome", "error": "Error", "entries": "Entries", "seconds": "Seconds", "url": "URL"}
            print_table([row], columns, empty="")
    web.close()
    if failed:
        raise typer.Exit(FAILED)


COMMANDS = {"fetch-check": command}
