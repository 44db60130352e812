"""Pushes through a whole line: real processes, a real hub, a real broker."""

import json
import socket
import threading
from contextlib import closing
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from support.hub import Hub
from support.lab import Lab
from support.serving import Client

TOKEN = "t0ken-t0ken-t0ken"
TEXT = "The mayor of Coimbra opened the bridge on Monday, the city said, after two years of work on both banks."


def rss(hub, *names):
    items = "".join(
        f"<item><guid>{name}</guid><title>{name}</title><description>{TEXT}</description></item>" for name in names
    )
    return f'<rss version="2.0"><channel><title>News</title><link>{hub.url}</link>{items}</channel></rss>'.encode()


class Publisher:
    """One feed that names its hub in the headers."""

    def __init__(self, hub):
        class Handler(BaseHTTPRequestHandler):
            def do_GET(self):
                body = rss(hub, "first")
                self.send_response(200)
                self.send_header("Link", f'<{hub.url}>; rel="hub", <http://{self.headers["Host"]}/feed>; rel=self')
                self.send_header("Content-Type", "application/rss+xml")
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_):
                pass

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        threading.Thread(target=self._server.serve_forever, args=(0.05,), daemon=True).start()
        self.address = f"127.0.0.1:{self._server.server_port}"

    def close(self):
        self._server.shutdown()
        self._server.server_close()


@pytest.mark.chaos
def test_what_publishers_tools_and_hubs_push_is_recorded(tmp_path):
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    with closing(Hub()) as hub, closing(Publisher(hub)) as publisher:
        own = {
            "SLUGLINE_WEB_PORT": str(port),
            "SLUGLINE_INGEST_TOKEN": TOKEN,
            "SLUGLINE_CALLBACK_URL": f"http://127.0.0.1:{port}",
        }
        with closing(Lab(tmp_path, allow=f"{publisher.address},{hub.address}", **own)) as lab:
            lab.run("feeds", "add", f"http://{publisher.address}/feed")
            lab.up()
            lab.until(lambda: hub.echoes, "the subscription")
            assert hub.echoes[0][0] == 200
            assert hub.asked["hub.topic"] == f"http://{publisher.address}/feed"
            assert hub.push(rss(hub, "second")) == 202
            client = Client(port, Authorization=f"Bearer {TOKEN}")
            status, _ = client.post(
                "/ingest", json.dumps({"id": "third", "text": TEXT}).encode(), Content_Type="application/json"
            )
            assert status == 202
            lab.until(lambda: lab.count("article") == 3, "three articles")
            (row,) = lab.rows("SELECT state, trusted FROM hub_subscription")
            assert (row["state"], bool(row["trusted"])) == ("active", True)
            hidden = lab.run("doctor", check=False).stdout
            assert TOKEN not in hidden
