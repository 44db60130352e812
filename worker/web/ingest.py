"""`POST /ingest`: publishers and tools put articles on the line, in the forms that `slugline ingest` takes."""

import asyncio
import hmac
from collections.abc import Callable, Sequence
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from schemas.codes import Code
from schemas.outcomes import Refusal, Reject
from schemas.records import Entry
from tasks.extract_blocks.item import read_item
from tasks.shared.http_headers import media_type
from worker.admission import Admitted, admit
from worker.intake import Item, from_lines
from worker.logs import get_logger
from worker.pipeline import DOORS
from worker.toolbox import Toolbox
from worker.web.answers import answer, problem
from worker.web.body import BODY_S, read_body
from worker.web.ringer import Ringer

log = get_logger()

ONE = "application/json"
LINES = frozenset({"application/x-ndjson", "application/ndjson", "application/jsonl", "application/x-jsonlines"})
MAX_BODY = 10_000_000
MAX_ARTICLES, MAX_LINES = 500, 5_000
# Bodies held in memory at one time. Only who has the token can send the largest; a common one is a few kilobytes.
AT_ONCE = 32
FULL_AFTER_S, BUSY_AFTER_S = 30, 1


class Ingest:
    """The receiver."""

    def __init__(self, tools: Toolbox, ringer: Ringer, *, body_s: float = BODY_S) -> None:
        self._tools = tools
        self._ringer = ringer
        self._body_s = body_s
        self._token = tools.settings.ingest_token.encode()
        self._places = asyncio.Semaphore(AT_ONCE)

    async def receive(self, request: Request) -> Response:
        """Answer 202 with an id for each article, or raise `Refusal`. Who may not push is not read."""
        self._allow(request)
        split = _split(request)
        if self._places.locked():
            raise Refusal(Code.LINE_FULL, f"{AT_ONCE} pushes at a time", status=429, after=BUSY_AFTER_S)
        async with self._places:
            await run_in_threadpool(self._spare_the_line)
            body = await read_body(request, cap=MAX_BODY, seconds=self._body_s)
            return await run_in_threadpool(self._take, split(body))

    def _allow(self, request: Request) -> None:
        if not self._token:
            raise Refusal(Code.PUSH_OFF, "no token is set", status=403)
        scheme, _, given = request.headers.get("authorization", "").partition(" ")
        # Compared as bytes and always: how long it takes tells nothing about the token.
        fits = hmac.compare_digest(given.strip().encode("utf-8", "replace"), self._token)
        if scheme.lower() != "bearer" or not fits:
            raise Refusal(Code.PUSH_DENIED, "no valid bearer token", status=401)

    def _spare_the_line(self) -> None:
        cap = self._tools.settings.ingest_cap
        if self._tools.ledger.holds(Entry, DOORS["entry"], cap):
            raise Refusal(Code.LINE_FULL, f"more than {cap} entries wait", status=503, after=FULL_AFTER_S)

    def _take(self, lines: list[bytes]) -> Response:
        if sum(1 for line in lines if line.strip()) > MAX_ARTICLES:
            raise Refusal(Code.TOO_LARGE, f"more than {MAX_ARTICLES} articles", status=413)
        found = list(from_lines(lines, "", self._tools.raw, check=_fit))
        good = [(item.source, item.entry) for item in found if item.entry]
        problems = [_problem(item) for item in found if item.problem]
        if not good:
            told = {"problems": problems} if problems else {}
            raise Refusal(Code.BAD_INPUT, "no article could be read", status=400, told=told)
        named = [(entry.url or entry.identity, entry) for _, entry in good]
        admitted = admit(named, self._tools, self._ringer.ring)
        log.info("push.admitted", trace=admitted.trace, **_count(admitted, good, problems))
        entries = [_entry(number, entry.entry_id, admitted) for number, entry in good]
        return answer({"trace": admitted.trace, "entries": entries, "problems": problems}, status=202)


def _split(request: Request) -> Callable[[bytes], list[bytes]]:
    """Return how the body is cut into articles. Raises `Refusal(unsupported_type)`."""
    kind, charset = media_type(request.headers)
    if request.headers.get("content-encoding", "identity").lower() != "identity":
        raise Refusal(Code.BAD_ENCODING, "a compressed body is not read", status=415)
    if charset not in (None, "utf-8", "utf8", "us-ascii"):
        raise Refusal(Code.UNSUPPORTED_TYPE, "JSON is UTF-8", status=415)
    if kind == ONE:
        return lambda body: [body]
    if kind in LINES:
        return _lines
    raise Refusal(Code.UNSUPPORTED_TYPE, f"the content type must be {ONE} or application/x-ndjson", status=415)


def _lines(body: bytes) -> list[bytes]:
    # Ten megabytes of nothing but line ends would be a list of ten million.
    if body.count(b"\n") > MAX_LINES:
        raise Refusal(Code.TOO_LARGE, f"more than {MAX_LINES} lines", status=413)
    return body.split(b"\n")


def _fit(line: bytes) -> None:
    """Refuse at the door what the line would refuse later: there is still somebody to tell."""
    item = read_item(line)
    if not (item.html or item.text or item.paragraphs):
        raise Reject(Code.BAD_INPUT, "none of html, text and paragraphs")


def _problem(item: Item) -> dict[str, Any]:
    assert item.problem is not None
    return {"line": int(item.source), **problem(item.problem.code, item.problem.detail)}


def _entry(number: str, entry_id: str, admitted: Admitted) -> dict[str, Any]:
    return {"line": int(number), "id": entry_id, "state": admitted.state(entry_id)}


def _count(admitted: Admitted, good: Sequence[object], problems: Sequence[object]) -> dict[str, int]:
    return {
        "entries": len(good),
        "new": len(admitted.new),
        "changed": len(admitted.changed),
        "refused": len(problems),
    }
