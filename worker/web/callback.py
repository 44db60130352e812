"""The callbacks of WebSub: hubs verify here what they were asked for, and push what is new."""

import asyncio
from collections import defaultdict
from hashlib import sha256
from typing import Any

from sqlalchemy import Row, select
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from schemas.codes import Code
from schemas.events import FeedFetched
from schemas.outcomes import Refusal
from schemas.records import Feed
from tasks.shared.urls import server
from tasks.shared.websub import Intent, read_intent, signature_fits
from worker.doorbell import Ring
from worker.hubs import denial
from worker.logs import get_logger
from worker.pipeline import LEG_TAKING
from worker.settlement import encode
from worker.toolbox import Toolbox
from worker.toolbox.database import table
from worker.toolbox.hubs import ACTIVE, LEAVING, LEFT
from worker.toolbox.polls import open_push
from worker.web.body import read_body
from worker.web.ringer import Ringer

log = get_logger()

# FreshRSS takes 3 MiB; whole feeds with the text of their articles are larger now and then.
MAX_PUSH = 5_000_000
AT_ONCE = 16
BUSY_AFTER_S = 2
PLAIN = {"X-Content-Type-Options": "nosniff", "Cache-Control": "no-store", "Content-Security-Policy": "default-src 'none'"}  # fmt: skip  # noqa: E501 - a table


class Callback:
    """The receiver. A name that nobody was given is 404 before anything of the request is read."""

    def __init__(self, tools: Toolbox, ringer: Ringer, *, body_s: float) -> None:
        self._tools = tools
        self._ringer = ringer
        self._body_s = body_s
        self._places = asyncio.Semaphore(AT_ONCE)

    # Verification of intent

    async def verify(self, request: Request) -> Response:
        """Echo the challenge of what was asked for, to the byte; anything else is 404."""
        query: dict[str, list[str]] = defaultdict(list)
        for name, value in request.query_params.multi_items():
            query[name].append(value)
        intent = read_intent(query)
        if intent is None:
            return _unknown()
        return await run_in_threadpool(self._verified, request.path_params["name"], intent)

    def _verified(self, name: str, intent: Intent) -> Response:
        if self._row(name) is None:
            # Without the writer's lock: who guesses names must not hold up the line.
            return _unknown()
        with self._tools.database.write() as connection:
            if intent.mode == "denied":
                good = self._tools.hubs.deny(connection, name, intent.topic, denial(intent.reason))
            else:
                good = self._tools.hubs.verify(connection, name, intent)
        if not good:
            log.warning("push.unasked", mode=intent.mode, topic=intent.topic)
            return _unknown()
        log.info("push.verified", mode=intent.mode, topic=intent.topic, lease_s=intent.lease_s)
        return PlainTextResponse(intent.challenge, headers=PLAIN)

    # Content

    async def receive(self, request: Request) -> Response:
        """Take what a hub pushes: 202, also for what is not signed right, which is dropped (section 7.1).

        Only the callback says which feed it is; what the body says of itself counts for nothing.
        """
        row = await run_in_threadpool(self._row, request.path_params["name"])
        if row is None:
            return _unknown()
        if row.state in (LEAVING, LEFT) or row.feed_id is None:
            return PlainTextResponse("no longer wanted\n", status_code=410, headers=PLAIN)
        if row.state != ACTIVE:
            return _unknown()
        if request.headers.get("content-encoding", "identity").lower() != "identity":
            raise Refusal(Code.BAD_ENCODING, "a compressed push is not read", status=415)
        if self._places.locked():
            raise Refusal(Code.LINE_FULL, f"{AT_ONCE} pushes at a time", status=503, after=BUSY_AFTER_S)
        async with self._places:
            body = await read_body(request, cap=MAX_PUSH, seconds=self._body_s)
            if not signature_fits(request.headers.get("x-hub-signature", ""), row.secret, body):
                log.warning("push.forged", feed=row.feed_id, hub=row.hub, bytes=len(body))
            else:
                await run_in_threadpool(self._take, row, body, request.headers.get("content-type", "")[:200])
        return PlainTextResponse("", status_code=202, headers=PLAIN)

    def _row(self, name: str) -> Row[Any] | None:
        with self._tools.database.read() as connection:
            return self._tools.hubs.get(connection, name)

    def _take(self, row: Row[Any], body: bytes, content_type: str) -> None:
        """Put the body on the line where a fetched one would be. The same body again changes nothing."""
        tools, feeds = self._tools, table(Feed)
        with tools.database.read() as connection:
            url = connection.scalar(select(feeds.c.url).where(feeds.c.id == row.feed_id))
        if url is None:
            return
        sha = sha256(body).hexdigest()
        fact = FeedFetched(
            feed_id=row.feed_id,
            url=url,
            final_url=url,
            status=200,
            body_key=tools.raw.put(body),
            body_sha=sha,
            body_bytes=len(body),
            content_type=content_type,
            pushed=True,
        )
        leg = LEG_TAKING[FeedFetched]
        with tools.database.write() as connection:
            opened = open_push(connection, fact, stage=leg.door, text=encode(fact, tools.raw), now=tools.clock.now())
        log.info("push.received", feed=row.feed_id, host=server(row.hub), bytes=len(body), repeated=opened is None)
        if opened is not None:
            self._ringer.ring([Ring(leg, *opened)])


def _unknown() -> Response:
    return PlainTextResponse("not found\n", status_code=404, headers=PLAIN)
