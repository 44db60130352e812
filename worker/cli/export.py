"""`slugline export`: everything of one kind, streamed as JSON lines."""

from typing import Literal

import typer

from worker.cli.output import print_json
from worker.cli.session import records
from worker.reading.records import export as rows

command = typer.Typer(add_completion=False)


@command.command(epilog="Example: slugline export stories > stories.jsonl")
def export(
    what: Literal["articles", "segments", "links", "stories"] = typer.Argument(help="What to stream."),
    as_json: bool = typer.Option(True, "--json", help="JSON lines: the only form."),
) -> None:
    """Stream every row as one JSON object a line."""
    del as_json
    with records() as tools, tools.database.read() as connection:
        print_json(rows(connection, what))


COMMANDS = {"export": command}
