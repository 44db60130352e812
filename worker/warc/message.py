"""An HTTP response as an archive holds it: the bytes as they came, or already undone by the crawler."""

from typing import NamedTuple

from schemas.codes import Code
from schemas.outcomes import Reject
from worker.toolbox.web.decode import Body

MAX_HEAD, MAX_LINES = 131_072, 500
# Enough for any length that is accepted; int() of a megabyte of digits is quadratic.
_MAX_HEX = 8
_GZIP = b"\x1f\x8b"


class Response(NamedTuple):
    """Status, headers by lower-case name (the first of each), and the body, still as it was sent."""

    status: int
    headers: dict[str, str]
    sent: bytes

    def body(self, cap: int) -> bytes:
        """Return the body, decoded. Raise Reject: TOO_LARGE beyond `cap` bytes, BAD_ENCODING when it is broken."""
        data = self.sent
        if "chunked" in self.headers.get("transfer-encoding", "").lower():
            data = _joined(data)
        encoding = self.headers.get("content-encoding", "")
        # Many crawlers store the decoded body under the headers of the encoded one.
        if "gzip" in encoding.lower() and not data.startswith(_GZIP):
            encoding = ""
        body = Body(encoding, cap)
        body.add(data)
        return body.finish()


def read_response(data: bytes) -> Response:
    """Read an HTTP/1 response. Raise Reject(BAD_RESPONSE) when it is none."""
    head, blank, sent = _split(data)
    if not blank:
        raise Reject(Code.BAD_RESPONSE, "the headers of the response do not end")
    first, *lines = head.decode("iso-8859-1").splitlines()[:MAX_LINES] or [""]
    version, _, rest = first.partition(" ")
    status = rest.strip()[:3]
    if not version.upper().startswith("HTTP/") or not (status.isascii() and status.isdecimal()):
        raise Reject(Code.BAD_RESPONSE, "no HTTP response")
    headers: dict[str, str] = {}
    for line in lines:
        name, _, value = line.partition(":")
        headers.setdefault(name.strip().lower(), value.strip())
    return Response(int(status), headers, sent)


def _split(data: bytes) -> tuple[bytes, bytes, bytes]:
    """Return (head, blank line, body); some crawlers end lines with LF alone."""
    ends = [(place, mark) for mark in (b"\r\n\r\n", b"\n\n") if (place := data.find(mark, 0, MAX_HEAD)) >= 0]
    if not ends:
        return data, b"", b""
    place, mark = min(ends)
    return data[:place], mark, data[place + len(mark) :]


def _joined(data: bytes) -> bytes:
    """Return the chunks (RFC 9112 section 7.1) of `data` in one; `data` itself when it was joined before.

    What is cut short is what there is of it: the page is judged by its text later.
    """
    joined = bytearray()
    place = 0
    while (end := data.find(b"\n", place, place + MAX_LINES)) >= 0:
        size = data[place:end].partition(b";")[0].strip()
        if not 0 < len(size) <= _MAX_HEX or not all(byte in b"0123456789abcdefABCDEF" for byte in size):
            break
        length = int(size, 16)
        if not length:
            return bytes(joined)
        joined += data[end + 1 : end + 1 + length]
        # A chunk is followed by CRLF, or by LF where line ends were changed.
        place = end + 1 + length
        place += 2 if data.startswith(b"\r\n", place) else 1
    return bytes(joined) or data
