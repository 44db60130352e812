"""One connection: pinned to a checked address, and metered so that it can neither last nor grow."""

import io
import logging
import socket
import ssl
import time
from collections.abc import Sequence
from functools import partial
from http.client import HTTPResponse
from typing import Any

from urllib3.connection import HTTPConnection, HTTPSConnection

from schemas.codes import Code
from schemas.outcomes import Reject, Retry
from worker.toolbox.web.resolve import Endpoint

# Its warnings quote whole URLs, queries and their secrets included; what matters of them becomes an outcome.
logging.getLogger("urllib3.connection").setLevel(logging.ERROR)

HEAD_LIMIT = 64 * 1024
CONNECT_TIMEOUT_S = 10.0


class Meter:
    """What is left of one fetch: seconds until the deadline (monotonic), and bytes that may still be received."""

    def __init__(self, deadline_s: float) -> None:
        self._end = time.monotonic() + deadline_s
        self._left = HEAD_LIMIT
        self._refusal: Reject | Retry = Reject(Code.TOO_LARGE)

    def seconds(self) -> float:
        """Return the seconds left. Raise Retry(TIMEOUT_TOTAL) when there are none."""
        left = self._end - time.monotonic()
        if left <= 0:
            raise Retry(Code.TIMEOUT_TOTAL, "the answer did not arrive in time")
        return left

    def permit(self, size: int, refusal: Reject | Retry) -> None:
        """Let `size` more bytes pass from now on; raise `refusal` beyond them."""
        self._left, self._refusal = size, refusal

    def spend(self, size: int) -> None:
        """Count `size` received bytes."""
        self._left -= size
        if self._left < 0:
            raise self._refusal


class MeteredStream(io.RawIOBase):
    """The receiving side of a socket, where every read has only what is left of the whole fetch.

    Each wait is bounded by the deadline itself, so a server that drips headers or body a byte at a time
    is cut as surely as a silent one, and no watchdog thread is needed.
    """

    def __init__(self, sock: socket.socket, meter: Meter) -> None:
        super().__init__()
        self._sock = sock
        self._raw = sock.makefile("rb", buffering=0)
        self._meter = meter

    def readable(self) -> bool:
        """Say yes."""
        return True

    def readinto(self, buffer: Any) -> int | None:
        """Receive into `buffer`; the number of bytes, 0 at the end."""
        self._sock.settimeout(self._meter.seconds())
        try:
            size = self._raw.readinto(buffer)
        except TimeoutError:
            raise Retry(Code.TIMEOUT_TOTAL, "the answer did not arrive in time") from None
        self._meter.spend(size or 0)
        return size

    def close(self) -> None:
        """Let go of the socket."""
        self._raw.close()
        super().close()


class MeteredResponse(HTTPResponse):
    """An HTTP response that reads through a meter; `body_limit` bytes may follow the head."""

    def __init__(self, sock: socket.socket, *args: Any, meter: Meter, body_limit: int, **kwargs: Any) -> None:
        super().__init__(sock, *args, **kwargs)
        self.fp.close()
        self.fp = io.BufferedReader(MeteredStream(sock, meter))
        self._meter = meter
        self._body_limit = body_limit

    def begin(self) -> None:
        """Read the head, interim responses included, within 64 KB."""
        self._meter.permit(HEAD_LIMIT + io.DEFAULT_BUFFER_SIZE, Retry(Code.BAD_RESPONSE, "the head is too large"))
        super().begin()
        # Chunk framing and trailers come on top of the body: twice its cap bounds them.
        self._meter.permit(2 * self._body_limit + HEAD_LIMIT, Reject(Code.TOO_LARGE, "too many bytes on the wire"))


def _dial(endpoints: Sequence[Endpoint], meter: Meter) -> socket.socket:
    failure: OSError | None = None
    for endpoint in endpoints:
        try:
            return _connect(endpoint, meter)
        except OSError as error:
            failure = error
    if isinstance(failure, TimeoutError):
        raise Retry(Code.TIMEOUT_TOTAL, "no connection in time")
    raise Retry(Code.CONNECT_FAILED, (failure and failure.strerror) or "no connection")


def _connect(endpoint: Endpoint, meter: Meter) -> socket.socket:
    sock = socket.socket(endpoint.family, socket.SOCK_STREAM)
    try:
        sock.settimeout(min(CONNECT_TIMEOUT_S, meter.seconds()))
        sock.connect(endpoint.sockaddr)
        sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        # The TLS handshake and the request have what is left.
        sock.settimeout(meter.seconds())
    except BaseException:
        sock.close()
        raise
    return sock


class PinnedHTTPConnection(HTTPConnection):
    """A connection that dials the endpoints it was given and never looks a name up."""

    endpoints: Sequence[Endpoint]
    meter: Meter

    def _new_conn(self) -> socket.socket:
        return _dial(self.endpoints, self.meter)


class PinnedHTTPSConnection(HTTPSConnection):
    """The same under TLS; SNI and the certificate keep the host's name."""

    endpoints: Sequence[Endpoint]
    meter: Meter

    def _new_conn(self) -> socket.socket:
        return _dial(self.endpoints, self.meter)


def pin(
    host: str,
    port: int,
    endpoints: Sequence[Endpoint],
    *,
    context: ssl.SSLContext | None,
    meter: Meter,
    body_limit: int,
) -> PinnedHTTPConnection | PinnedHTTPSConnection:
    """Return an unopened connection to `host` at `endpoints`, under TLS when there is a `context`."""
    connection: PinnedHTTPConnection | PinnedHTTPSConnection
    if context is None:
        connection = PinnedHTTPConnection(host, port, timeout=meter.seconds())
    else:
        connection = PinnedHTTPSConnection(host, port, timeout=meter.seconds(), ssl_context=context)
    connection.endpoints = endpoints
    connection.meter = meter
    response = partial(MeteredResponse, meter=meter, body_limit=body_limit)
    connection.response_class = response  # type: ignore[assignment]  # called, never subclassed
    return connection
