"""Feeds that are gzip files, as sitemaps often are: not sent so, but stored so."""

import zlib

from schemas.codes import Code
from schemas.outcomes import Reject

MAX_BYTES = 10_000_000
_MAGIC = b"\x1f\x8b"


def unpacked(body: bytes) -> bytes:
    """Return `body`, unpacked when it is a gzip file (its first member).

    Raise Reject: TOO_LARGE beyond 10 MB, BAD_ENCODING when it is broken or cut.
    """
    if not body.startswith(_MAGIC):
        return body
    member = zlib.decompressobj(16 + zlib.MAX_WBITS)
    try:
        data = member.decompress(body, MAX_BYTES + 1)
    except zlib.error as error:
        raise Reject(Code.BAD_ENCODING, "a gzip file that is broken") from error
    if len(data) > MAX_BYTES:
        raise Reject(Code.TOO_LARGE, f"more than {MAX_BYTES // 1_000_000} MB unpacked")
    if not member.eof:
        raise Reject(Code.BAD_ENCODING, "a gzip file that is cut short")
    return data
