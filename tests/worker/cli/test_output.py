"""What commands print: JSON lines for tools, plain text for pipes, and never a stranger's control character."""

import json

import pytest
from support.facts import Told, detected, keep

from schemas import ids

ESCAPE = "\x1b[2J\x1b]0;owned\x07 \x9b31m \u202eevil"
TEXT = "The council of Braga voted on the harbour plan on Friday."


@pytest.fixture(scope="module")
def filled(tmp_path_factory, cli_in):
    """Records whose every word comes from a hostile page, and a feed."""
    cli = cli_in(tmp_path_factory.mktemp("filled"))
    with cli.box() as box:
        for number in range(2):
            told = Told(f"{TEXT} {ESCAPE}", (f"lee{ESCAPE}", "ann"), f"Braga{ESCAPE}", headline=f"Head {ESCAPE}")
            keep(box, detected(f"https://news.example/{number}", told, title=f"Title {number} {ESCAPE}", site=ESCAPE))
        with box.database.write() as connection:
            box.feeds.add(connection, "https://news.example/feed", title=f"Feed {ESCAPE}")
    return cli


def harmless(shown):
    return not any(character in shown for character in ("\x1b[2J", "\x1b]", "\x07", "\x9b", "\u202e"))


def test_nothing_a_stranger_wrote_reaches_the_terminal_raw(filled):
    first = ids.article_id("https://news.example/0")
    for command in (["articles", "show", first], ["articles", "list", "--json"], ["feeds", "list"]):
        shown = filled.on_terminal(*command)
        assert harmless(shown), command
        assert "owned" in shown


def test_a_terminal_gets_colour_unless_it_minds(filled):
    assert "\x1b[" in filled.on_terminal("stories", "list")
    assert "\x1b[3" not in filled.on_terminal("status", NO_COLOR="1")


def test_a_pipe_gets_no_escape_codes(filled):
    done = filled.run("doctor")
    assert "\x1b" not in done.stdout + done.stderr
    assert done.stdout


@pytest.mark.parametrize("what", ["segments", "stories"])
def test_an_export_is_one_object_a_line(filled, what):
    done = filled.run("export", what)
    rows = [json.loads(line) for line in done.stdout.splitlines()]
    assert (done.returncode, done.stderr) == (0, "")
    assert len(rows) == 2
    needed = {"segments": {"id", "article_url", "story_id", "first_seen"}, "stories": {"article_url", "story"}}
    assert all(needed[what] <= set(row) for row in rows)


def test_nothing_to_show_is_said_on_stderr(cli):
    done = cli.run("articles", "list")
    assert (done.returncode, done.stdout) == (0, "")
    assert "slugline feeds add" in done.stderr


def test_status_says_what_is_missing_and_exits_3(cli):
    done = cli.run("status", "--json")
    (now,) = [json.loads(line) for line in done.stdout.splitlines()]
    promised = {"feeds", "due", "queues", "entries", "articles", "segments", "links", "stories", "dead", "lag_s"}
    assert promised <= set(now)
    missing = ["broker unreachable", "no worker is running", "the schedule does not tick", "the sweeper does not run"]
    assert now["degraded"] == missing
    assert done.returncode == 3


def test_the_doctor_gives_each_red_line_its_fix_and_exits_3(cli):
    done = cli.run("doctor", "--json", SLUGLINE_REDIS_URL="redis://:s3cr3t@127.0.0.1:1/0")
    findings = {row["check"]: row for row in map(json.loads, done.stdout.splitlines())}
    assert done.returncode == 3
    assert all(bool(row["fix"]) != row["ok"] for row in findings.values())
    assert findings["database"]["ok"]
    assert findings["guard"]["ok"]
    assert not findings["broker"]["ok"]
    assert "s3cr3t" not in done.stdout


def test_the_version_is_told(cli):
    assert cli.run("--version").stdout.startswith("slugline ")
