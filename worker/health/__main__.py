"""`python -m worker.health`: exit 0 when a process on this host is alive, 1 when none is, for health checks."""

import argparse
import os
import socket
import sys
from pathlib import Path

from worker.health import STALE_S, live_workers


def main() -> int:
    """Print one line and return the exit code."""
    options = _read_options()
    options.data_dir = options.data_dir or _data_dir()
    # Other containers share the data directory; each check answers for its own.
    here = [sign for sign in live_workers(options, options.max_age) if sign.host == socket.gethostname()]
    living = [sign for sign in here if options.process in (None, sign.process)]
    if not living:
        sys.stdout.write(f"dead: no sign of {options.process or 'any process'} within {options.max_age:g} s\n")
        return 1
    sys.stdout.write(f"alive: {living[0].process} (pid {living[0].pid}), {living[0].age:.0f} s ago\n")
    return 0


def _read_options() -> argparse.Namespace:
    # argparse, not typer: a check that runs every few seconds should start in milliseconds.
    parser = argparse.ArgumentParser(prog="python -m worker.health", description=__doc__)
    parser.add_argument("--max-age", type=float, default=STALE_S, metavar="SECONDS", help="oldest sign that counts")
    parser.add_argument("--process", help="fetch, parse, records or beat; any when not given")
    parser.add_argument("--data-dir", type=Path, help="where the heartbeats are, instead of SLUGLINE_DATA_DIR")
    return parser.parse_args()


def _data_dir() -> Path:
    if given := os.environ.get("SLUGLINE_DATA_DIR"):
        return Path(given).expanduser()
    from worker.settings import load_settings  # noqa: PLC0415  0.4 s, paid only when the environment does not say

    return load_settings().data_dir


if __name__ == "__main__":
    sys.exit(main())
