"""Names to addresses, once per connection and within a time limit."""

import socket
import threading
from collections.abc import Callable, Sequence
from queue import Empty, SimpleQueue
from typing import Any, NamedTuple

from schemas.codes import Code
from schemas.outcomes import Retry

DNS_TIMEOUT_S = 5.0
_Found = Sequence[tuple[int, int, int, str, Any]]


class Endpoint(NamedTuple):
    """What a socket connects to: the family, the address as text, and the address as the socket takes it."""

    family: int
    address: str
    sockaddr: tuple[Any, ...]


# (host, port, seconds) -> endpoints, never empty; raises Retry(DNS_FAILURE).
Resolve = Callable[[str, int, float], Sequence[Endpoint]]


def system_resolver(host: str, port: int, timeout_s: float) -> Sequence[Endpoint]:
    """Return what this machine's resolver says of `host`, in its order of preference.

    Raise Retry(DNS_FAILURE) when it says nothing within `timeout_s` (at most five seconds).
    """
    found = _numeric(host, port) or _asked(host, port, max(0.0, min(timeout_s, DNS_TIMEOUT_S)))
    return [Endpoint(family, str(sockaddr[0]), tuple(sockaddr)) for family, _, _, _, sockaddr in found]


def _numeric(host: str, port: int) -> _Found | None:
    try:
        return socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_NUMERICHOST)
    except (OSError, UnicodeError):
        return None


def _asked(host: str, port: int, timeout_s: float) -> _Found:
    answers: SimpleQueue[_Found | Exception] = SimpleQueue()
    # getaddrinfo cannot be interrupted: it runs aside, and a late answer is dropped with its thread.
    threading.Thread(target=_look_up, args=(host, port, answers), daemon=True).start()
    try:
        found = answers.get(timeout=timeout_s)
    except Empty:
        raise Retry(Code.DNS_FAILURE, f"no answer for {host} in time") from None
    if isinstance(found, Exception) or not found:
        raise Retry(Code.DNS_FAILURE, f"{host} does not resolve") from None
    return found


def _look_up(host: str, port: int, answers: "SimpleQueue[_Found | Exception]") -> None:
    try:
        answers.put(socket.getaddrinfo(host, port, type=socket.SOCK_STREAM))
    except (OSError, UnicodeError) as error:
        answers.put(error)
