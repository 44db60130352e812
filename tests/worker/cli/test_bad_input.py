"""Whatever is wrong, a person gets one line with the code and the fix, and a script gets the exit code."""

import json
import os
import subprocess
import sys

import pytest
from sqlalchemy import text
from support.databases import Valkey
from support.facts import article_html, found, put_entry, rows

from schemas.codes import EXPLANATIONS, Code
from schemas.records import Entry, Feed
from worker.toolbox.database import table

BROKEN_XML = "<rss version='2.0'><channel><<<<"


def complained(done, code, *, lines=1, status=1):
    """Assert the exit code and that each line on stderr is a complaint, `code` among them."""
    said = done.stderr.splitlines()
    assert done.returncode == status, done.stderr
    assert len(said) == lines, done.stderr
    assert any(line.startswith(f"slugline: {code.value}: ") for line in said), done.stderr
    assert all("Fix: " in line for line in said)
    assert "Traceback" not in done.stdout + done.stderr
    assert "\x1b" not in done.stdout + done.stderr
    return said


# Feeds


def test_wrong_urls_are_said_one_by_one(cli, closed_port):
    wrong = ["not a url", "ftp://a.example/feed", "http://", "javascript:alert(1)"]
    said = complained(cli.run("feeds", "add", *wrong, f"http://127.0.0.1:{closed_port}/"), Code.BAD_URL, lines=5)
    assert [url in line for url, line in zip(wrong, said, strict=False)] == [True] * 4
    assert EXPLANATIONS[Code.BAD_URL].fix in said[0]
    assert said[4].startswith("slugline: private_address: ")
    assert "SLUGLINE_ALLOW_HOSTS" in said[4]


def test_the_other_feeds_go_in(cli, closed_port):
    good = f"http://127.0.0.1:{closed_port}/feed"
    allow = {"SLUGLINE_ALLOW_HOSTS": f"127.0.0.1:{closed_port}"}
    done = cli.run("feeds", "add", "nonsense", good, "--json", **allow)
    complained(done, Code.BAD_URL)
    answers = [json.loads(line) for line in done.stdout.splitlines()]
    assert [(answer["new"], answer["error"]) for answer in answers] == [(False, "bad_url"), (True, None)]


def test_an_unreachable_host_is_said(cli, closed_port):
    allow = {"SLUGLINE_ALLOW_HOSTS": f"127.0.0.1:{closed_port}"}
    complained(cli.run("feeds", "check", f"http://127.0.0.1:{closed_port}/", **allow), Code.CONNECT_FAILED)


def test_what_is_no_feed_is_said(cli, httpserver):
    bodies = {
        "/page": (article_html("A page", "Words."), "not_a_feed"),
        "/broken": (BROKEN_XML, "broken_xml"),
        "/empty": ("", "not_a_feed"),
        "/entities": ('<!DOCTYPE x [<!ENTITY a "b">]><rss>&a;</rss>', "forbidden_xml"),
    }
    for path, (body, _) in bodies.items():
        httpserver.expect_request(path).respond_with_data(body, content_type="text/html")
    allow = {"SLUGLINE_ALLOW_HOSTS": f"{httpserver.host}:{httpserver.port}"}
    answers = cli.lines("fetch-check", *map(httpserver.url_for, bodies), **allow)
    assert [answer["error"] for answer in answers] == [code for _, code in bodies.values()]
    complained(cli.run("feeds", "check", httpserver.url_for("/page"), **allow), Code.NOT_A_FEED)


def test_many_feeds_are_checked_and_each_answered_in_one_line(cli, httpserver, closed_port):
    httpserver.expect_request("/feed").respond_with_data(
        "<rss version='2.0'><channel><item><title>a</title><link>https://a.example/1</link></item></channel></rss>"
    )
    allow = {"SLUGLINE_ALLOW_HOSTS": f"{httpserver.host}:{httpserver.port},127.0.0.1:{closed_port}"}
    urls = [httpserver.url_for("/feed"), f"http://127.0.0.1:{closed_port}/", "nonsense", "http://10.0.0.1/"]
    done = cli.run("fetch-check", *urls, "--json", **allow)
    answers = [json.loads(line) for line in done.stdout.splitlines()]
    assert done.returncode == 1
    assert [answer["url"] for answer in answers] == urls
    assert [answer["error"] for answer in answers] == [None, "connect_failed", "bad_url", "private_address"]
    assert [answer["retryable"] for answer in answers] == [False, True, False, False]
    assert [entry["title"] for entry in answers[0]["entries"]] == ["a"]
    assert {"url", "outcome", "error", "retryable", "entries", "bytes", "seconds"} <= set(answers[3])


def test_a_wrong_list_of_subscriptions_is_said(cli):
    path = cli.folder / "list.opml"
    path.write_text("<html/>")
    complained(cli.run("feeds", "import", str(path)), Code.BAD_INPUT)


def test_a_list_without_end_is_refused(cli):
    complained(cli.run("feeds", "import", "/dev/zero"), Code.TOO_LARGE)


def test_each_line_of_a_list_is_judged_for_itself(cli):
    path = cli.folder / "list.opml"
    wrong = ["http://10.0.0.1/feed", "file:///etc/passwd", "javascript:alert(1)", f"https://a.example/{'x' * 9_000}"]
    lines = "".join(
        f'<outline xmlUrl="{url}"/>' for url in [*wrong, "https://feeds.example/feed", "HTTPS://Feeds.example:443/feed"]
    )
    path.write_text(f"<opml><body>{lines}</body></opml>")
    done = cli.run("feeds", "import", str(path), "--json")
    complained(done, Code.BAD_URL, lines=4)
    assert len(done.stderr) < 5_000
    answers = [json.loads(line) for line in done.stdout.splitlines()]
    assert [answer["error"] for answer in answers] == ["private_address", "bad_url", "bad_url", "bad_url", None, None]
    assert [answer["new"] for answer in answers[4:]] == [True, False]


# Files


FILES = {
    "empty.html": (b"", Code.EMPTY_PAGE),
    "script.html": (b"<html><script>render()</script></html>", Code.EMPTY_PAGE),
    "image.png": (b"\x89PNG", Code.UNSUPPORTED_TYPE),
    "noname": (b"text", Code.UNSUPPORTED_TYPE),
    "large.txt": (b"x" * 5_000_001, Code.TOO_LARGE),
    "bad.jsonl": (b"{", Code.BAD_INPUT),
    "bad.warc": (b"words", Code.BAD_INPUT),
    "cut.warc.gz": (b"\x1f\x8b\x08", Code.BAD_INPUT),
    "list.jsonl": (b"[1]", Code.BAD_INPUT),
    "../nowhere/missing.txt": (None, Code.BAD_INPUT),
    "folder.html": (None, Code.BAD_INPUT),
    "folder.jsonl": (None, Code.BAD_INPUT),
}


def test_files_that_cannot_be_read_are_said_one_by_one(cli):
    for name, (content, _) in FILES.items():
        if content is not None:
            (cli.folder / name).write_bytes(content)
        elif name.startswith("folder"):
            (cli.folder / name).mkdir()
    said = complained(cli.run("parse", *FILES), Code.BAD_INPUT, lines=len(FILES))
    for line, (name, (_, code)) in zip(said, FILES.items(), strict=True):
        assert line.startswith(f"slugline: {code.value}: {name}"), line


def test_a_bad_line_does_not_stop_the_others(cli):
    good = {"url": "https://a.example/1", "title": "One", "text": "The council voted on Friday. " * 5}
    path = cli.folder / "mixed.jsonl"
    path.write_text("\n".join([json.dumps(good), "{broken", json.dumps({**good, "url": "https://a.example/2"}), ""]))
    done = cli.run("parse", str(path), "--json")
    (line,) = complained(done, Code.BAD_INPUT)
    assert "mixed.jsonl:2" in line
    answers = [json.loads(each) for each in done.stdout.splitlines()]
    assert [answer["source"].rpartition(":")[2] for answer in answers] == ["1", "2", "3"]
    assert [answer.get("error", {}).get("code") for answer in answers] == [None, "bad_input", None]


def test_a_file_name_that_is_no_text_is_no_trouble(cli):
    name = os.fsencode(cli.folder) + b"/\xff.txt"
    with open(name, "wb") as file:  # noqa: PTH123 - a name of bytes
        file.write(b"The council voted on Friday.")
    for options in ((), ("--json",)):
        command = [sys.executable, "-m", "worker", "parse", name, *options]
        done = subprocess.run(command, env=cli.environment, capture_output=True, timeout=60, check=False)
        assert done.returncode == 0, done.stderr.decode()


# The installation


def test_a_database_of_a_newer_version_is_said(cli):
    with cli.box() as box, box.database.write() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    complained(cli.run("up", "--no-demo", "--quiet"), Code.DATABASE_NEWER)


def test_a_database_that_is_away_is_said_without_its_password(cli, closed_port):
    url = f"postgresql://user:s3cr3t@127.0.0.1:{closed_port}/news"
    done = cli.run("status", SLUGLINE_DATABASE_URL=url)
    complained(done, Code.DATABASE_UNREACHABLE)
    assert "s3cr3t" not in done.stderr


def test_a_redis_that_is_away_is_said(cli, closed_port):
    url = f"redis://:s3cr3t@127.0.0.1:{closed_port}/0"
    done = cli.run("worker", SLUGLINE_REDIS_URL=url)
    complained(done, Code.BROKER_UNREACHABLE)
    assert "s3cr3t" not in done.stderr


def test_a_redis_that_evicts_is_refused(cli, tmp_path_factory):
    server = Valkey(tmp_path_factory.mktemp("v"), "--maxmemory-policy", "allkeys-lru")
    try:
        (line,) = complained(cli.run("worker", SLUGLINE_REDIS_URL=server.url), Code.BROKER_EVICTS)
        assert "allkeys-lru" in line
        done = cli.run("doctor", SLUGLINE_REDIS_URL=server.url)
        assert done.returncode == 3
        assert "noeviction" in done.stdout
    finally:
        server.close()


@pytest.mark.parametrize(("setting", "value"), [("POLL_INTERVAL_S", "soon"), ("ALLOW_HOSTS", "http://a.example/")])
def test_a_bad_setting_is_said_by_name(cli, setting, value):
    (line,) = complained(cli.run("status", **{f"SLUGLINE_{setting}": value}), Code.BAD_SETTING)
    assert f"SLUGLINE_{setting}" in line


def test_showing_the_page_to_others_must_be_asked_for(cli):
    (line,) = complained(cli.run("web", "--bind", "0.0.0.0"), Code.BAD_SETTING)
    assert "--expose" in line


# Work


def test_the_page_and_the_schedule_are_no_workers(cli):
    (cli.folder / "a.txt").write_text("The council voted on Friday.")
    health = cli.folder / "health"
    health.mkdir()
    for part in ("web", "beat"):
        (health / f"{part}@elsewhere-1").touch()
    complained(cli.run("ingest", "a.txt", "--wait"), Code.NO_WORKER)


def test_what_is_pushed_without_workers_is_kept_and_said(cli):
    (cli.folder / "a.txt").write_text("The council voted on Friday.")
    done = cli.run("ingest", "a.txt", "missing.txt", "--json")
    complained(done, Code.NO_WORKER, lines=2)
    (answer,) = [json.loads(line) for line in done.stdout.splitlines()]
    assert answer["source"] == "a.txt"
    with cli.box() as box:
        assert [entry.stage for entry in rows(box, Entry)] == ["extract_blocks"]


# Ids and words


def test_an_id_that_names_nothing_or_is_too_short_is_said(cli):
    (line,) = complained(cli.run("articles", "show", "abc"), Code.BAD_INPUT)
    assert "too short" in line
    (line,) = complained(cli.run("retry", "abcdef"), Code.BAD_INPUT)
    assert "nothing" in line


def test_an_id_that_names_several_is_said(cli):
    with cli.box() as box, box.database.write() as connection:
        for number in range(2):
            box.feeds.add(connection, f"https://h{number}.example/")
            feeds = table(Feed)
            connection.execute(
                feeds.update().where(feeds.c.host == f"h{number}.example").values(id=f"aaaabbbb-{number}")
            )
    (line,) = complained(cli.run("feeds", "show", "aaaa"), Code.BAD_INPUT)
    assert "several" in line


def test_retrying_what_is_not_dead_is_said(cli):
    with cli.box() as box:
        name = put_entry(box, found())
    complained(cli.run("retry", name), Code.BAD_INPUT)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["nonsense"], "nonsense"),
        (["export", "people"], "people"),
        (["schedule", "--next", "999999w"], "999999w"),
        (["worker", "--queue", "fetsch"], "fetch, parse, records"),
        (["segments", "list", "--kind", "novel"], "there are story"),
    ],
    ids=lambda value: "-".join(value) if isinstance(value, list) else "says",
)
def test_a_wrong_command_line_is_a_usage_error(cli, arguments, said):
    done = cli.run(*arguments)
    assert done.returncode == 2
    assert said in done.stderr
    assert "Traceback" not in done.stderr
