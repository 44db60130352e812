"""The page, served by the real command."""

import http.client
import json
import socket
import subprocess
import sys
import time

import pytest
from support.facts import Told, detected, keep


class Page:
    def __init__(self, port):
        self._port = port

    def get(self, path, host="127.0.0.1"):
        connection = http.client.HTTPConnection("127.0.0.1", self._port, timeout=20)
        connection.request("GET", path, headers={"Host": host})
        answer = connection.getresponse()
        body = answer.read().decode()
        connection.close()
        return answer.status, answer.headers, body


@pytest.fixture(scope="module")
def page(tmp_path_factory, cli_in):
    cli = cli_in(tmp_path_factory.mktemp("web"))
    with cli.box() as box:
        told = Told("Words.", headline="<script>alert(2)</script>")
        keep(box, detected("https://news.example/a", told, title="<script>alert(1)</script>", site="<b>site"))
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "worker", "web", "--port", str(port)]
    with subprocess.Popen(command, env=cli.environment, cwd=cli.folder) as server:
        served = Page(port)
        deadline = time.monotonic() + 60
        while not answers(served):
            assert time.monotonic() < deadline
            time.sleep(0.05)
        yield served
        server.terminate()


def answers(page):
    try:
        return page.get("/healthz")[0] == 200
    except OSError:
        return False


def test_it_is_healthy_as_long_as_it_lives(page):
    assert page.get("/healthz")[2] == "ok\n"


def test_it_is_not_ready_without_workers(page):
    status, _, body = page.get("/readyz")
    assert status == 503
    assert "no worker is running" in json.loads(body)["degraded"]


def test_the_status_is_told_as_json(page):
    status, headers, body = page.get("/status.json")
    assert (status, headers["Content-Type"]) == (200, "application/json")
    assert json.loads(body)["articles"] == 1


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example", "localhost.evil.example:80", ""])
def test_a_foreign_host_is_refused(page, host):
    assert page.get("/", host)[0] == 400


@pytest.mark.parametrize("host", ["localhost", "localhost:8787", "127.0.0.1:1", "[::1]", "[::1]:8787"])
def test_loopback_by_any_name_is_served(page, host):
    assert page.get("/", host)[0] == 200


def test_no_script_may_run_and_nobody_may_frame_it(page):
    _, headers, _ = page.get("/")
    policy = dict(part.strip().split(" ", 1) for part in headers["Content-Security-Policy"].split(";"))
    assert policy["default-src"] == policy["frame-ancestors"] == policy["form-action"] == "'none'"
    assert "script-src" not in policy
    assert headers["X-Content-Type-Options"] == "nosniff"


def test_strangers_words_are_escaped(page):
    _, _, body = page.get("/")
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in body
    assert "&lt;script&gt;alert(2)&lt;/script&gt;" in body
    assert "<script" not in body
    assert "<b>" not in body


@pytest.mark.parametrize("path", ["/nothing", "/../../etc/passwd", "/%00"])
def test_there_is_nothing_else(page, path):
    assert page.get(path)[0] == 404
