"""A server on loopback that sends exactly the bytes a test scripts, however wrong they are."""

import socket
import threading
from contextlib import suppress

import pytest

from schemas.outcomes import Outcome
from worker.toolbox.web import Web


class Wire:
    """Accepts connections and plays `script(connection, request number)` on each; keeps the requests."""

    def __init__(self, script):
        self._script = script
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port = self._listener.getsockname()[1]
        self.url = f"http://127.0.0.1:{self.port}"
        self.requests = []
        self._connections = []
        self._thread = threading.Thread(target=self._accept, daemon=True)
        self._thread.start()

    def _accept(self):
        with suppress(OSError):
            while True:
                connection, _ = self._listener.accept()
                self._connections.append(connection)
                threading.Thread(target=self._serve, args=(connection,), daemon=True).start()

    def _serve(self, connection):
        with suppress(OSError), connection:
            request = b""
            # A TLS hello (0x16) is answered at once.
            while b"\r\n\r\n" not in request and request[:1] != b"\x16" and (data := connection.recv(65536)):
                request += data
            if not request:
                return
            self.requests.append(request.decode("latin-1"))
            self._script(connection, len(self.requests))

    def close(self):
        with suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        for connection in self._connections:
            with suppress(OSError):
                connection.shutdown(socket.SHUT_RDWR)
            connection.close()
        self._thread.join(5)


@pytest.fixture
def wire():
    opened = []

    def start(script):
        if isinstance(script, bytes):
            data = script

            def script(connection, _number):
                connection.sendall(data)

        opened.append(Wire(script))
        return opened[-1]

    yield start
    for each in opened:
        each.close()


@pytest.fixture
def web_for():
    def make(*wires, deadline_s=5.0, **options):
        return Web(
            [f"127.0.0.1:{each.port}" for each in wires], "Slugline/test (+https://x.example)", deadline_s, **options
        )

    return make


def answer(body=b"", status="200 OK", **headers):
    """Return a whole HTTP answer; underscores of header names become hyphens."""
    headers = {"Content-Length": str(len(body))} | {name.replace("_", "-"): value for name, value in headers.items()}
    head = "".join(f"{name}: {value}\r\n" for name, value in headers.items() if value is not None)
    return f"HTTP/1.1 {status}\r\n{head}\r\n".encode("latin-1") + body


@pytest.fixture(name="answer")
def answer_fixture():
    return answer


@pytest.fixture(name="failure")
def failure_fixture():
    def failure(web, url, kind="feed", **options):
        with pytest.raises(Outcome) as raised:
            web.get(url, kind=kind, **options)
        return raised.value

    return failure
