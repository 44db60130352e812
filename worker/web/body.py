"""What a stranger sends: read within a size and a time, or refused."""

import asyncio

from starlette.requests import ClientDisconnect, Request

from schemas.codes import Code
from schemas.outcomes import Refusal

# A push is a few hundred kilobytes at most; who needs longer than this holds a place that others want.
BODY_S = 10.0
MOST_DIGITS = 12


async def read_body(request: Request, *, cap: int, seconds: float) -> bytes:
    """Return the body. Raises `Refusal`: too_large before reading what was announced as such, timeout_total, bad_input.

    The size is judged as it comes: chunked bodies announce nothing, and what is announced may be a lie.
    """
    if _announced(request) > cap:
        raise Refusal(Code.TOO_LARGE, f"more than {cap} bytes announced", status=413)
    received = bytearray()
    try:
        async with asyncio.timeout(seconds):
            async for piece in request.stream():
                received += piece
                if len(received) > cap:
                    raise Refusal(Code.TOO_LARGE, f"more than {cap} bytes", status=413)
    except TimeoutError:
        raise Refusal(Code.TIMEOUT_TOTAL, f"the body did not arrive within {seconds:g} s", status=408) from None
    except ClientDisconnect:
        raise Refusal(Code.BAD_INPUT, "the body was cut short", status=400) from None
    return bytes(received)


def _announced(request: Request) -> int:
    length = request.headers.get("content-length", "0")
    return int(length) if length.isascii() and length.isdecimal() and len(length) <= MOST_DIGITS else 0
