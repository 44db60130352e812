"""`slugline parse`: the pure stages on files, on the spot."""

from typing import Any

import typer
from rich.text import Text

from schemas.codes import Code
from worker.cli.lines import link_line, segment_line
from worker.cli.output import FAILED, complain, console, print_json
from worker.intake import items
from worker.preview import Bench, parsed
from worker.reading.show import clean
from worker.settings import load_settings
from worker.toolbox import open_web
from worker.toolbox.namer import open_names

command = typer.Typer(add_completion=False)


@command.command(epilog="Example: slugline parse page.html notes.txt stories.jsonl --json")
def parse(
    paths: list[str] = typer.Argument(metavar="PATH…", help=".html, .txt, .md, .jsonl, .warc or .warc.gz files."),
    as_json: bool = typer.Option(False, "--json", help="One JSON object an input."),
) -> None:
    """Extract blocks, find story segments and the links between them; store nothing."""
    settings = load_settings()
    bench = Bench(open_web(settings), names=open_names(settings))
    failed = False
    for path in paths:
        for item in items(path, bench.raw):
            answer = parsed(item, bench)
            failed |= "error" in answer
            _show(answer, as_json=as_json)
            bench.raw.clear()
    if failed:
        raise typer.Exit(FAILED)


def _show(answer: dict[str, Any], *, as_json: bool) -> None:
    if "error" in answer:
        problem = answer["error"]
        complain(Code(problem["code"]), f"{answer['source']}: {problem['detail']}")
    if as_json:
        print_json([answer])
    elif "error" not in answer:
        _print(answer)


def _print(answer: dict[str, Any]) -> None:
    out, article = console(), answer["article"]
    out.print(Text(clean(article["title"] or answer["source"]), style="bold"))
    total = max(1, sum(len(block["text"]) for block in answer["blocks"]))
    names = {segment["index"]: segment["slug"] for segment in answer["segments"]}
    for segment in answer["segments"]:
        size = sum(len(answer["blocks"][index]["text"]) for index in segment["blocks"])
        out.print(segment_line({**segment, "share": size / total, "id": ""}))
    for link in answer["links"]:
        ends = {"source_slug": names[link["source"]], "target_slug": names[link["target"]]}
        out.print(link_line({**link, **ends, "id": ""}))


COMMANDS = {"parse": command}
