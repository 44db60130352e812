"""Write `docs/images/up.svg`: a real run of `slugline up --demo`, its middle left out.

`python docs/images/make_up.py` runs the line in a new data directory, presses Ctrl-C once all sample articles
have landed, and draws what the terminal showed. Needs a free port 8787.
"""  # noqa: INP001  a script beside the picture it makes, not a package

import io
import os
import pty
import re
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from subprocess import Popen
from threading import Timer

from rich.console import Console
from rich.text import Text

from worker.demo.server import OUTLETS

PICTURE = Path(__file__).with_name("up.svg")
COLUMNS = 100
COMMAND = "slugline up --demo"
# What the last article has to say follows its bar at once; this is ample.
REST_S = 2.0
FONT_FACE = re.compile(r"@font-face \{[^}]*\}")


def main() -> None:
    """Run, capture, draw."""
    with tempfile.TemporaryDirectory(prefix="slugline") as folder:
        seen = "".join(_run({"SLUGLINE_DATA_DIR": folder})).replace("\r\n", "\n")
        seen = seen.replace(folder, "/var/lib/slugline")
    PICTURE.write_text(_draw(f"$ {COMMAND}\n{_shortened(seen)}"), encoding="utf-8")


def _run(own: dict[str, str]) -> Iterator[str]:
    """Yield what `slugline up --demo` writes to a terminal, until it has ended."""
    ours, theirs = pty.openpty()
    terminal = {"COLUMNS": str(COLUMNS), "TERM": "xterm-256color"}
    program = [str(Path(sys.executable).with_name("slugline")), *COMMAND.split()[1:]]
    with Popen(program, stdin=theirs, stdout=theirs, stderr=theirs, env=os.environ | terminal | own) as process:  # noqa: S603 - our own command
        os.close(theirs)
        wanted = sum(len(names) for names in OUTLETS.values())
        with os.fdopen(ours, encoding="utf-8", errors="replace", newline="") as output:
            for line in _lines(output):
                yield line
                # Its bar follows an article's title.
                wanted -= "█" in line
                if wanted == 0:
                    Timer(REST_S, process.terminate).start()
                    wanted = -1


def _lines(output: io.TextIOBase) -> Iterator[str]:
    # Linux ends a terminal whose other side is closed with an error instead of an end of file.
    try:
        yield from output
    except OSError:
        return


def _shortened(seen: str) -> str:
    """Keep the first article and those that tell more than one story; say how many are left out."""
    head, *articles = seen.rstrip().split("\n\n")
    shown, left_out = [head], 0
    for number, article in enumerate(articles):
        if number == 0 or article.count("▪") > 1 or number == len(articles) - 1:
            shown += [f"({left_out} more left out here)"] * (left_out > 0) + [article]
            left_out = 0
        else:
            left_out += 1
    return "\n\n".join(shown)


def _draw(text: str) -> str:
    console = Console(record=True, width=COLUMNS, file=io.StringIO(), highlight=False)
    console.print(Text.from_ansi(text))
    # A picture in a document must not send its readers to a font server.
    svg = FONT_FACE.sub("", console.export_svg(title="slugline", unique_id="up")).replace("Fira Code, ", "")
    return svg.replace("<svg ", '<svg xml:space="preserve" ', 1)


if __name__ == "__main__":
    main()
