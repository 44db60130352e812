"""Answers to those who push: JSON, with a code and its fix for everything that is refused."""

from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from schemas.codes import EXPLANATIONS, Code
from schemas.outcomes import Fault, Refusal
from worker.reading.show import json_line

AWAY_S = 10


def answer(told: dict[str, Any], *, status: int, headers: dict[str, str] | None = None) -> Response:
    """Return one JSON object, never kept by a cache and never taken for a page."""
    fixed = {"Cache-Control": "no-store", "X-Content-Type-Options": "nosniff"}
    return Response(
        json_line(told) + "\n", status_code=status, media_type="application/json", headers=fixed | (headers or {})
    )


def problem(code: Code, detail: str) -> dict[str, Any]:
    """Return what went wrong in words and what to do about it."""
    return {"code": code.value, "detail": detail, "fix": EXPLANATIONS[code].fix}


async def refused(_request: Request, refusal: Exception) -> Response:
    """Answer a `Refusal`."""
    assert isinstance(refusal, Refusal)
    headers = {"Retry-After": str(refusal.after)} if refusal.after is not None else {}
    if refusal.code is Code.PUSH_DENIED:
        headers["WWW-Authenticate"] = 'Bearer realm="slugline"'
    told = {"error": problem(refusal.code, refusal.detail), **refusal.told}
    return answer(told, status=refusal.status, headers=headers)


async def unfit(request: Request, fault: Exception) -> Response:
    """Answer a fault of the installation in one line, as every other part does; who pushes gets JSON."""
    assert isinstance(fault, Fault)
    if request.method == "POST":
        told = {"error": problem(fault.code, fault.detail)}
        return answer(told, status=503, headers={"Retry-After": str(AWAY_S)})
    return Response(f"{fault}\n", status_code=503, media_type="text/plain")
