import json
import os
import pty
import signal
import subprocess
import sys
from contextlib import contextmanager

import pytest

EVENTS = (
    {"ts": "2025-08-23T09:00:00.000Z", "level": "info", "event": "feed.fetched", "process": "fetch", "feed": "f1"},
    {
        "ts": "2025-08-23T09:00:01.000Z",
        "level": "error",
        "event": "page.failed",
        "process": "parse",
        "detail": "\x1b[2J",
    },
)


@pytest.fixture
def environment(server, tmp_path):
    for event in EVENTS:
        server.client.xadd("slugline:logs", {"line": json.dumps(event)})
    inherited = {name: value for name, value in os.environ.items() if not name.startswith("SLUGLINE_")}
    return inherited | {"SLUGLINE_REDIS_URL": server.url, "SLUGLINE_DATA_DIR": str(tmp_path), "TERM": "xterm"}


@contextmanager
def running(environment, *options, **pipes):
    command = [sys.executable, "-m", "worker", "logs", *options]
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE} | pipes
    with subprocess.Popen(command, env=environment, text=True, **pipes) as process:
        try:
            yield process
        finally:
            process.kill()


def run(environment, *options):
    with running(environment, *options) as process:
        out, err = process.communicate(timeout=60)
    return process.returncode, out, err


def test_a_pipe_gets_json_lines_that_options_filter(environment):
    code, out, _ = run(environment, "--level", "warning", "--event", "page.*", "--fields", "event,detail")
    assert code == 0
    assert [json.loads(line) for line in out.splitlines()] == [{"event": "page.failed", "detail": "\x1b[2J"}]
    assert "\x1b" not in out


def test_a_terminal_gets_columns_in_colour(environment):
    ours, theirs = pty.openpty()
    with running(environment, "--since", "1h", stdout=theirs) as process:
        assert process.wait(60) == 0
    shown = os.read(ours, 10_000).decode()
    os.close(ours)
    os.close(theirs)
    first, second = shown.splitlines()
    assert "09:00:00.000" in first
    assert "feed.fetched" in first
    assert "\x1b[" in first
    assert "\\u001b[2J" in second


def test_following_ends_well_on_ctrl_c(environment, server):
    with running(environment, "-f", "--lines", "1") as process:
        assert json.loads(process.stdout.readline())["event"] == "page.failed"
        server.client.xadd("slugline:logs", {"line": '{"event":"feed.parsed"}'})
        assert json.loads(process.stdout.readline())["event"] == "feed.parsed"
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=30)
    assert (process.returncode, out, err) == (0, "", "")


def test_following_ends_quietly_when_nobody_reads(environment, server):
    with running(environment, "-f") as process:
        process.stdout.readline()
        process.stdout.close()
        server.client.xadd("slugline:logs", {"line": '{"event":"feed.parsed"}'})
        assert process.wait(30) == 0
        assert process.stderr.read() == ""


def test_without_redis_one_line_says_the_fix(environment, server):
    server.kill()
    code, out, err = run(environment)
    assert (code, out) == (1, "")
    assert len(err.splitlines()) == 1
    assert "broker_unreachable" in err
    assert "ix: " in err


@pytest.mark.parametrize("options", [["--since", "yesterday"], ["--level", "loud"], ["--grep", "("], ["--lines", "-2"]])
def test_wrong_options_are_a_usage_error(environment, options):
    code, _, err = run(environment, *options)
    assert code == 2
    assert options[0] in err
