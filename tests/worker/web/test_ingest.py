"""`POST /ingest` on a real socket, with a real database and without Redis: what is taken waits in the ledger."""

import json
import re
import shutil
import socket
import subprocess
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from support.databases import TurnedClock, settings_for
from support.facts import change, put_entry, rows
from support.serving import Client, served

from schemas.codes import Code
from schemas.records import Entry
from worker.toolbox import no_send, open_toolbox
from worker.web.ingest import AT_ONCE, MAX_ARTICLES, MAX_BODY, MAX_LINES

TOKEN = "t0ken-t0ken-t0ken"
JSON, LINES = {"Content_Type": "application/json"}, {"Content_Type": "application/x-ndjson"}
ARTICLE = {"url": "https://a.example/1", "title": "A bridge", "text": "The mayor opened the bridge."}
PUSH_GUIDE = Path(__file__).resolve().parents[3] / "docs" / "push.md"


@contextmanager
def box_in(folder, url, **more):
    with closing(open_toolbox(settings_for(folder, url, **more), no_send, TurnedClock())) as tools:
        yield tools


@pytest.fixture
def box(tmp_path, database_url):
    with box_in(tmp_path, database_url, ingest_token=TOKEN) as tools:
        yield tools


@pytest.fixture
def client(box):
    with served(box, body_s=0.3) as port:
        yield Client(port, Authorization=f"Bearer {TOKEN}")


@pytest.fixture
def database_url(migrated_file, tmp_path):
    shutil.copyfile(migrated_file, tmp_path / "slugline.db")
    return ""


def line(**item):
    return json.dumps(item).encode()


def test_an_article_is_on_the_line_when_it_is_answered(box, client):
    status, told = client.post("/ingest", line(**ARTICLE), **JSON)
    (row,) = rows(box, Entry)
    assert status == 202
    assert told["entries"] == [{"line": 1, "id": row.id, "state": "new"}]
    assert (row.stage, row.url, row.trace, row.feed_id) == ("extract_blocks", ARTICLE["url"], told["trace"], None)


def test_the_same_again_changes_nothing_and_other_words_do(box, client):
    states = []
    for text in ("One.", "One.", "Two."):
        _, told = client.post("/ingest", line(**{**ARTICLE, "text": text}), **JSON)
        states.append(told["entries"][0]["state"])
    assert states == ["new", "known", "changed"]
    assert len(rows(box, Entry)) == 1


def test_lines_are_articles_and_bad_ones_are_told_beside_the_good(box, client):
    body = b"\n".join([line(**ARTICLE), b"", b"{", line(url="https://a.example/2"), line(id=7, html="<p>Words.</p>")])
    status, told = client.post("/ingest", body, **LINES)
    assert status == 202
    assert [entry["line"] for entry in told["entries"]] == [1, 5]
    assert [(bad["line"], bad["code"]) for bad in told["problems"]] == [(3, "bad_input"), (4, "bad_input")]
    assert all(bad["detail"] and bad["fix"] for bad in told["problems"])
    assert {row.identity for row in rows(box, Entry)} == {ARTICLE["url"], "id:7"}


def test_one_object_may_stand_on_many_lines(box, client):
    status, _ = client.post("/ingest", json.dumps(ARTICLE, indent=2).encode(), **JSON)
    assert (status, len(rows(box, Entry))) == (202, 1)


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"\n\n",
        b"[]",
        b"1",
        b"null",
        b'"text"',
        b"{",
        b"{}",
        b"\xff\xfe",
        b'{"text":5}',
        b'{"text":""}',
        b"[" * 10**5,
    ],
)
def test_a_body_without_an_article_is_refused_and_stores_nothing(box, client, body):
    for kind in (JSON, LINES):
        status, told = client.post("/ingest", body, **kind)
        assert (status, told["error"]["code"]) == (400, "bad_input")
        assert told["error"]["fix"]
    assert rows(box, Entry) == []
    assert not any((box.settings.data_dir / "raw").rglob("*.zst"))


# Who may


@pytest.mark.parametrize(
    "given",
    ["", "Bearer", "Bearer ", f"Bearer {TOKEN}x", f"Bearer {TOKEN[:-1]}", f"Basic {TOKEN}", "Bearer t\u00f6ken"],
)
def test_without_the_token_nothing_is_taken(box, client, given):
    status, headers, body = client.send("POST", "/ingest", line(**ARTICLE), **JSON, Authorization=given)
    assert (status, json.loads(body)["error"]["code"]) == (401, "push_denied")
    assert headers["WWW-Authenticate"].startswith("Bearer")
    assert rows(box, Entry) == []


def test_without_a_token_set_no_token_is_good(tmp_path, database_url):
    with box_in(tmp_path, database_url) as box, served(box) as port:
        for given in ("", "Bearer ", "Bearer x"):
            status, told = Client(port, Authorization=given).post("/ingest", line(**ARTICLE), **JSON)
            assert (status, told["error"]["code"]) == (403, "push_off")
        assert rows(box, Entry) == []


def test_a_page_of_another_site_may_not_even_ask(client):
    status, headers, _ = client.send("OPTIONS", "/ingest", Origin="https://evil.example")
    assert status == 405
    assert "access-control-allow-origin" not in headers
    assert client.send("GET", "/ingest")[0] == 405


# What is taken


@pytest.mark.parametrize(
    "headers",
    [
        {"Content_Type": ""},
        {"Content_Type": "text/plain"},
        {"Content_Type": "application/x-www-form-urlencoded"},
        {"Content_Type": "application/json; charset=utf-16"},
        {**JSON, "Content_Encoding": "gzip"},
    ],
)
def test_another_kind_of_body_is_refused_unread(box, client, headers):
    status, told = client.post("/ingest", line(**ARTICLE), **headers)
    assert status == 415
    assert told["error"]["code"] in ("unsupported_type", "bad_encoding")
    assert rows(box, Entry) == []


def head(length="", transfer=""):
    announced = f"Content-Length: {length}\r\n" if length else f"Transfer-Encoding: {transfer}\r\n"
    return (
        f"POST /ingest HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer {TOKEN}\r\n"
        f"Content-Type: application/json\r\nConnection: close\r\n{announced}\r\n"
    ).encode()


def test_a_body_announced_as_too_large_is_refused_before_it_is_sent(client):
    answer = client.raw(head(str(MAX_BODY + 1)))
    assert answer.startswith(b"HTTP/1.1 413")
    assert b'"code":"too_large"' in answer


def test_a_body_that_announces_nothing_is_cut_at_the_cap(client):
    piece = b"x" * 2_000_000
    chunk = f"{len(piece):x}\r\n".encode() + piece + b"\r\n"
    assert client.raw(head(transfer="chunked") + chunk * 5 + b"1\r\nx\r\n").startswith(b"HTTP/1.1 413")


def test_a_body_that_does_not_come_is_not_waited_for(client):
    assert b'"code":"timeout_total"' in client.raw(head("100") + b'{"text":')


def test_a_body_that_is_cut_short_harms_nobody(box, client):
    client.raw(head("100") + b'{"text":', then_wait=False)
    assert client.post("/ingest", line(**ARTICLE), **JSON)[0] == 202
    assert len(rows(box, Entry)) == 1


@pytest.mark.parametrize(
    "body", [b"\n".join([b'{"text":"x"}'] * (MAX_ARTICLES + 1)), b"\n" * (MAX_LINES + 1)], ids=["articles", "lines"]
)
def test_too_many_at_once_are_refused(box, client, body):
    status, told = client.post("/ingest", body, **LINES)
    assert (status, told["error"]["code"]) == (413, "too_large")
    assert rows(box, Entry) == []


# Back-pressure


def test_a_full_line_says_when_to_come_again(tmp_path, database_url):
    with box_in(tmp_path, database_url, ingest_token=TOKEN, ingest_cap=1) as box, served(box) as port:
        client = Client(port, Authorization=f"Bearer {TOKEN}")
        put_entry(box)
        assert client.post("/ingest", line(**ARTICLE), **JSON)[0] == 202
        status, headers, body = client.send("POST", "/ingest", line(text="More."), **JSON)
        assert (status, json.loads(body)["error"]["code"]) == (503, "line_full")
        assert int(headers["Retry-After"]) > 0
        for row in rows(box, Entry):
            change(box, Entry, row.id, stage="done")
        assert client.post("/ingest", line(text="More."), **JSON)[0] == 202


def test_only_so_many_bodies_are_held_at_a_time(box):
    with served(box, body_s=20) as port:
        client = Client(port, Authorization=f"Bearer {TOKEN}")
        slow = []
        try:
            for _ in range(AT_ONCE):
                slow.append(socket.create_connection(("127.0.0.1", port), timeout=20))
                slow[-1].sendall(head("100"))
            statuses = set()
            while 429 not in statuses:
                status, headers, body = client.send("POST", "/ingest", line(**ARTICLE), **JSON)
                statuses.add(status)
            assert json.loads(body)["error"]["code"] == Code.LINE_FULL
            assert int(headers["Retry-After"]) > 0
        finally:
            for connection in slow:
                connection.close()


def test_a_database_that_is_away_says_so_with_its_code(box, client):
    (box.settings.data_dir / "slugline.db").rename(box.settings.data_dir / "away.db")
    box.database.close()
    status, headers, body = client.send("POST", "/ingest", line(**ARTICLE), **JSON)
    assert (status, json.loads(body)["error"]["code"]) == (503, "database_old")
    assert int(headers["Retry-After"]) > 0


# The document


@pytest.mark.skipif(shutil.which("curl") is None, reason="no curl here")
def test_the_curl_lines_of_the_document_work(box, client, tmp_path):
    blocks = re.findall(r"^```sh\n(.*?)^```$", PUSH_GUIDE.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)
    shown = [block for block in blocks if "curl" in block]
    assert len(shown) == 2
    for command in shown:
        done = subprocess.run(
            ["bash", "-c", command.replace("http://127.0.0.1:8787", client.base)],
            env={"PATH": "/usr/bin:/bin", "SLUGLINE_INGEST_TOKEN": TOKEN},
            cwd=tmp_path,
            capture_output=True,
            check=True,
            text=True,
            timeout=60,
        )
        told = json.loads(done.stdout)
        assert told["entries"]
        assert told["problems"] == []
    assert len(rows(box, Entry)) == 3
