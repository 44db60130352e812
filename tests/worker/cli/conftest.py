import json
import os
import pty
import shutil
import socket
import subprocess
import sys
from contextlib import closing

import pytest
from support.databases import TurnedClock, settings_for

from worker.toolbox import no_send, open_toolbox


class Cli:
    """`slugline` as a real process on a data directory of its own, without a broker."""

    def __init__(self, folder):
        self.folder = folder
        inherited = {name: value for name, value in os.environ.items() if not name.startswith("SLUGLINE_")}
        # A compiled cache makes a command that takes a second take half of one.
        inherited.pop("PYTHONDONTWRITEBYTECODE", None)
        self.environment = {**inherited, "SLUGLINE_DATA_DIR": str(folder), "TERM": "xterm-256color"}

    def run(self, *arguments, **environment):
        return subprocess.run(
            [sys.executable, "-m", "worker", *arguments],
            env={**self.environment, **environment},
            cwd=self.folder,
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )

    def on_terminal(self, *arguments, **environment):
        """Run it on a terminal of 200 columns and return all that reached the screen."""
        ours, theirs = pty.openpty()
        process = subprocess.Popen(
            [sys.executable, "-m", "worker", *arguments],
            env={**self.environment, "COLUMNS": "200", **environment},
            cwd=self.folder,
            stdin=theirs,
            stdout=theirs,
            stderr=theirs,
        )
        os.close(theirs)
        shown = b""
        try:
            while data := os.read(ours, 65536):
                shown += data
        except OSError:
            pass  # Linux says EIO when the other side is closed
        os.close(ours)
        assert process.wait(60) in (0, 1, 3)
        return shown.decode()

    def lines(self, *arguments, **environment):
        done = self.run(*arguments, "--json", **environment)
        return [json.loads(line) for line in done.stdout.splitlines()]

    def box(self):
        return closing(open_toolbox(settings_for(self.folder), no_send, TurnedClock()))


@pytest.fixture(scope="session")
def cli_in(migrated_file):
    """Return the command on a data directory, whose database is migrated and empty."""

    def make(folder):
        shutil.copyfile(migrated_file, folder / "slugline.db")
        return Cli(folder)

    return make


@pytest.fixture
def cli(tmp_path, cli_in):
    return cli_in(tmp_path)


@pytest.fixture
def closed_port():
    """A loopback port on which nobody listens: it is bound, so nobody else can take it, but does not listen."""
    with socket.socket() as bound:
        bound.bind(("127.0.0.1", 0))
        yield bound.getsockname()[1]
