"""Write `docs/errors.md` from `schemas/codes.py` and from what the code does about each code.

`python docs/make_errors.py` writes the page, `--check` exits 1 when it is not up to date.
"""  # noqa: INP001  a script beside the page it makes, not a package

import ast
import sys
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from schemas.codes import EXPLANATIONS, Code

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "errors.md"

INTRODUCTION = """\
# Error codes

Everything that can go wrong has one of these codes: in the log (`code=`), in the database, in metrics, and on
the command line. The list is closed, and a code never changes its meaning. This page is made by
`docs/make_errors.py`; edit `schemas/codes.py` instead.
"""

# What the worker does about each outcome (schemas/outcomes.py), in the order in which it is told.
AFTERWARDS = {
    "Retry": "Tried again with a back-off; after `SLUGLINE_MAX_ATTEMPTS` tries it goes to the dead letters.",
    "Reject": "Not tried again by itself; `slugline retry` does, and a feed is looked at when it is next due.",
    "Skip": "Nothing is left to do, so nothing is tried again.",
    "Refusal": "The push is answered with an HTTP error, and nothing of it is stored; it may be sent again.",
    "Fault": "A command stops with exit code 1.",
}


def render() -> str:
    """Return the page."""
    outcomes = _outcomes()
    sections = [
        f"## `{code}`\n\n{explanation.meaning}\n\n"
        f"- **Fix:** {explanation.fix}\n"
        + "".join(f"- **Then:** {then}\n" for kind, then in AFTERWARDS.items() if kind in outcomes[code])
        for code, explanation in EXPLANATIONS.items()
    ]
    return "\n".join((INTRODUCTION, *sections))


def _outcomes() -> dict[Code, set[str]]:
    """Return which outcomes carry each code, read from the source: no second list that could drift."""
    found: dict[Code, set[str]] = defaultdict(set)
    for package in ("tasks", "worker"):
        for path in sorted((ROOT / package).rglob("*.py")):
            for kind, name in _calls(ast.parse(path.read_text(encoding="utf-8"))):
                found[Code[name]].add(kind)
    return found


def _calls(tree: ast.Module) -> Iterator[tuple[str, str]]:
    """Yield (outcome, name of the code) of every `Outcome(Code.NAME, …)`."""
    for node in ast.walk(tree):
        match node:
            case ast.Call(func=ast.Name(id=kind), args=[ast.Attribute(value=ast.Name(id="Code"), attr=name), *_]) if (
                kind in AFTERWARDS
            ):
                yield kind, name


def main() -> int:
    """Write or check the page and return the exit code."""
    if "--check" not in sys.argv[1:]:
        PAGE.write_text(render(), encoding="utf-8")
        return 0
    if PAGE.read_text(encoding="utf-8") == render():
        return 0
    sys.stderr.write("docs/errors.md is not up to date: run python docs/make_errors.py\n")
    return 1


if __name__ == "__main__":
    sys.exit(main())
