"""A small real HTTP/1.1 server on loopback for the sample news world."""

import hashlib
import html
from email.utils import formatdate
from functools import partial
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from importlib.resources import files
from importlib.resources.abc import Traversable
from threading import Thread
from types import TracebackType
from typing import NamedTuple, Self
from urllib.parse import urlsplit

# One moment after the youngest story: a validator must not change between two starts.
PRINTED_AT = 1_762_905_600
HOST = "127.0.0.1"
HTML = "text/html; charset=utf-8"
FEED_FILES = (
    ("/harbour-courier/feed.xml", "harbour-courier.xml", "application/rss+xml; charset=utf-8"),
    ("/northern-ledger/feed.atom", "northern-ledger.atom", "application/atom+xml; charset=utf-8"),
    ("/capital-wire/feed.json", "capital-wire.json", "application/feed+json; charset=utf-8"),
)
OUTLETS = {
    "harbour-courier": ("lee-ishiba", "coimbra-flood", "round-up"),
    "northern-ledger": ("tokyo-summit-shuttle", "night-trains", "opinion-quiet-summit", "vaasa-library"),
    "capital-wire": ("nikai-lee-jong-seok", "mondego-floods-coimbra", "coimbra-toll-rises"),
}
ROBOTS = b"User-agent: *\nDisallow: /private/\n"


class Document(NamedTuple):
    """What the server holds under one path, with its strong validator."""

    body: bytes
    media_type: str
    etag: str


class Demo:
    """A running sample news world. Close it, or use it as a context manager."""

    def __init__(self, server: ThreadingHTTPServer) -> None:
        self._server = server
        self._thread = Thread(target=partial(server.serve_forever, 0.1), name="demo", daemon=True)
        self._thread.start()

    @property
    def port(self) -> int:
        """The TCP port it listens on."""
        return self._server.server_port

    @property
    def base(self) -> str:
        """The URL that all paths start with, without a final slash."""
        return f"http://{HOST}:{self.port}"

    @property
    def feeds(self) -> tuple[str, ...]:
        """The URLs of the sample feeds: RSS 2.0, Atom and JSON Feed."""
        return tuple(self.base + path for path, _, _ in FEED_FILES)

    def close(self) -> None:
        """Stop listening and wait for the serving thread. Closing twice is harmless."""
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def serve(port: int = 0) -> Demo:
    """Start the sample news world on loopback and return its handle.

    `port` 0 lets the system choose. Raises OSError when the port is taken.
    """
    server = _Server((HOST, port), _Handler)
    server.documents = _documents(f"http://{HOST}:{server.server_port}")
    return Demo(server)


def story_html(page: str) -> str:
    """Return the story of a page of the sample world: what its outlet would put into a full-content feed."""
    opening = '<div class="story-body">'
    start = page.index(opening) + len(opening)
    return page[start : page.index("</div>", start)].strip()


def _documents(base: str) -> dict[str, Document]:
    folder = files("worker.demo")
    found = {"/robots.txt": _document(ROBOTS, "text/plain; charset=utf-8")}
    stories: dict[str, str] = {}
    for outlet, names in OUTLETS.items():
        for name in names:
            page = folder.joinpath("pages", f"{name}.html").read_text(encoding="utf-8")
            found[f"/{outlet}/{name}"] = _document(page.encode(), HTML)
            stories[name] = page
    for path, file, media_type in FEED_FILES:
        found[path] = _document(_feed(folder.joinpath("feeds", file), base, stories), media_type)
    return found


def _feed(template: Traversable, base: str, stories: dict[str, str]) -> bytes:
    text = template.read_text(encoding="utf-8").replace("{base}", base)
    for name, page in stories.items():
        mark = f"{{story:{name}}}"
        if mark in text:
            text = text.replace(mark, html.escape(story_html(page), quote=False))
    return text.encode()


def _document(body: bytes, media_type: str) -> Document:
    return Document(body, media_type, f'"{hashlib.sha256(body).hexdigest()[:20]}"')


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    # A keep-alive connection of a fetcher must not hold up the end of the process.
    block_on_close = False
    documents: dict[str, Document]


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server_version = "SluglineDemo"
    sys_version = ""
    timeout = 30
    server: _Server

    def do_GET(self) -> None:
        document = self.server.documents.get(urlsplit(self.path).path)
        if document is None:
            self._answer(HTTPStatus.NOT_FOUND, {"Content-Type": "text/plain; charset=utf-8"}, b"Not found.\n")
        elif self._is_fresh(document):
            self._answer(HTTPStatus.NOT_MODIFIED, _validators(document), None)
        else:
            headers = {"Content-Type": document.media_type, **_validators(document)}
            self._answer(HTTPStatus.OK, headers, document.body)

    do_HEAD = do_GET  # noqa: N815 - the name that http.server looks for

    def _is_fresh(self, document: Document) -> bool:
        # RFC 9110 section 13.2.2: If-Modified-Since counts only when there is no If-None-Match.
        tags = self.headers.get("If-None-Match")
        if tags is not None:
            return tags.strip() == "*" or document.etag in (tag.strip() for tag in tags.split(","))
        return self.headers.get("If-Modified-Since") == formatdate(PRINTED_AT, usegmt=True)

    def _answer(self, status: HTTPStatus, headers: dict[str, str], body: bytes | None) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        if body is not None:
            self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if body is not None and self.command != "HEAD":
            self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base class names it so
        """Say nothing: the requests of the sample world are already in the fetcher's log."""


def _validators(document: Document) -> dict[str, str]:
    return {
        "ETag": document.etag,
        "Last-Modified": formatdate(PRINTED_AT, usegmt=True),
        "Cache-Control": "max-age=60",
    }
