"""Show lines of the task log: columns on a terminal, JSON for everything else."""

import os
from collections.abc import Mapping, Sequence
from io import TextIOWrapper
from typing import Any, TextIO

from worker.logs.lines import as_columns, as_json, as_values


class LogWriter:
    """Writes to `stream` at once, so that a follower behind a pipe sees a line when it happens."""

    def __init__(self, stream: TextIO, *, as_json: bool = False, fields: Sequence[str] = ()) -> None:
        self._stream = stream
        self._json = as_json or not stream.isatty()
        self._fields = fields
        self._colour = not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")

    def write(self, line: Mapping[str, Any]) -> None:
        """Write one line. Raises BrokenPipeError when nobody reads any more."""
        if self._fields:
            line = {name: line[name] for name in self._fields if name in line}
        self._stream.write(self._render(line) + "\n")
        self._stream.flush()

    def _render(self, line: Mapping[str, Any]) -> str:
        if self._json:
            return as_json(line)
        return as_values(line) if self._fields else as_columns(line, colour=self._colour)
