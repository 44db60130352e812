"""A small news wire on loopback: real HTTP, known content, counted requests, optional slowness."""

import threading
import time
from collections import Counter
from contextlib import suppress
from hashlib import sha256
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

CITIES = ("Braga", "Kotka", "Zadar", "Perth", "Narva", "Salto", "Viseu", "Ohrid", "Pecs", "Galway")
NAMES = ("Nadia Quispe", "Pavel Novak", "Ruth Almeida", "Tariq Haddad", "Sanna Olsson", "Kofi Mensah", "Ines Fonseca")


class Wire:
    """`feeds` feeds of `per_feed` articles each. Every article has its own text and URL.

    An article takes `delay_s` to answer; every seventh takes `slow_s` where that is longer.
    """

    def __init__(self, *, feeds: int, per_feed: int, delay_s: float = 0.0, slow_s: float = 0.0) -> None:
        self.requests: Counter[str] = Counter()
        self.statuses: Counter[tuple[str, int]] = Counter()
        self.delay_s, self.slow_s = delay_s, slow_s
        self.per_feed = per_feed
        wire = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self) -> None:
                # Who asked may be killed before the answer.
                with suppress(ConnectionError):
                    wire.answer(self)

            def log_message(self, *_: object) -> None:
                pass

        self._handler = Handler
        self._server = self._listen(0)
        self.address = f"127.0.0.1:{self._server.server_port}"
        self.base = f"http://{self.address}"
        self.feeds = [f"{self.base}/feed/{number}" for number in range(feeds)]

    def _listen(self, port: int) -> ThreadingHTTPServer:
        server = ThreadingHTTPServer(("127.0.0.1", port), self._handler)
        server.daemon_threads = True
        threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
        self._down = False
        return server

    def stop(self) -> None:
        """Refuse connections, and cut those that are open when they next ask, until `restart`."""
        self._down = True
        self.close()

    def restart(self) -> None:
        self._server = self._listen(self._server.server_port)

    @property
    def articles(self) -> set[str]:
        return {f"{feed.replace('/feed/', '/article/')}/{item}" for feed in self.feeds for item in range(self.per_feed)}

    def answer(self, handler: BaseHTTPRequestHandler) -> None:
        path = handler.path
        if self._down:
            handler.close_connection = True
            return
        self.requests[path] += 1
        if path.startswith("/article/"):
            time.sleep(max(self.delay_s, self.slow_s) if _is_slow(path) else self.delay_s)
        body, kind = self._document(path)
        etag = f'"{sha256(body).hexdigest()[:16]}"' if body else ""
        status = 404 if not body else 304 if handler.headers.get("If-None-Match") == etag else 200
        self.statuses[path, status] += 1
        handler.send_response(status)
        handler.send_header("ETag", etag)
        handler.send_header("Content-Type", kind)
        handler.send_header("Content-Length", str(len(body) if status == 200 else 0))
        handler.end_headers()
        if status == 200:
            handler.wfile.write(body)

    def _document(self, path: str) -> tuple[bytes, str]:
        parts = path.strip("/").split("/")
        if parts[0] == "feed":
            return self._feed(int(parts[1])), "application/rss+xml"
        if parts[0] == "article":
            return page(int(parts[1]), int(parts[2])), "text/html; charset=utf-8"
        return b"", "text/plain"

    def _feed(self, number: int) -> bytes:
        items = "".join(
            f"<item><title>{title(number, item)}</title><link>{self.base}/article/{number}/{item}</link>"
            f"<guid>{number}-{item}</guid><description>In short.</description></item>"
            for item in range(self.per_feed)
        )
        return f'<rss version="2.0"><channel><title>Wire {number}</title>{items}</channel></rss>'.encode()

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()


def _is_slow(path: str) -> bool:
    feed, item = path.split("/")[2:]
    return (int(feed) * 3 + int(item)) % 7 == 0


def title(feed: int, item: int) -> str:
    return f"{CITIES[(feed + item) % len(CITIES)]} council votes on plan {feed}-{item}"


def page(feed: int, item: int) -> bytes:
    city, name = CITIES[(feed + item) % len(CITIES)], NAMES[(feed * 3 + item) % len(NAMES)]
    paragraphs = "".join(
        f"<p>{name} told reporters in {city} that point {number} of plan {feed}-{item} would cost "
        f"{(feed + 1) * (item + 2) * number} million and take {number + item} years to finish, with work on the "
        f"northern road starting first and the harbour following once the survey is done.</p>"
        for number in range(1, 6)
    )
    head = f"<title>{title(feed, item)}</title>"
    body = f"<article><h1>{title(feed, item)}</h1>{paragraphs}</article>"
    return f"<html><head>{head}</head><body>{body}</body></html>".encode()
