"""The application on a real socket, and a client that sends bytes as it is told to."""

import http.client
import json
import socket
import threading
import time
from contextlib import contextmanager

import uvicorn

from worker.web import build


class Client:
    """Speaks to one server on loopback; `headers` go with every request."""

    def __init__(self, port, **headers):
        self.port = port
        self.base = f"http://127.0.0.1:{port}"
        self._headers = headers

    def send(self, method, path, body=b"", **headers):
        """Return (status, headers, body)."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        given = {name.replace("_", "-"): value for name, value in {**self._headers, **headers}.items()}
        connection.request(method, path, body=body, headers=given)
        answer = connection.getresponse()
        read = answer.read()
        connection.close()
        return answer.status, answer.headers, read

    def post(self, path, body, **headers):
        """Return (status, JSON of the body)."""
        status, _, read = self.send("POST", path, body, **headers)
        return status, json.loads(read)

    def raw(self, data, *, then_wait=True):
        """Send bytes as they are and return all that comes back."""
        with socket.create_connection(("127.0.0.1", self.port), timeout=20) as connection:
            connection.sendall(data)
            if not then_wait:
                return b""
            received = b""
            while piece := connection.recv(65536):
                received += piece
            return received


@contextmanager
def served(box, *, port=0, **options):
    """Serve the application of `box` until the end of the block; yields the port."""
    application = build(box, hosts=["127.0.0.1"], **options)
    server = uvicorn.Server(uvicorn.Config(application, port=port, log_config=None, log_level="critical"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    deadline = time.monotonic() + 20
    while not (server.started and server.servers):
        assert time.monotonic() < deadline, "the server did not start"
        time.sleep(0.005)
    try:
        yield server.servers[0].sockets[0].getsockname()[1]
    finally:
        server.should_exit = True
        thread.join(20)
