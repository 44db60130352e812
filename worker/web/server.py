"""Routes, and the server that carries them."""

import asyncio
import ipaddress
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import uvicorn
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

from schemas.codes import Code
from schemas.outcomes import Fault
from worker.health import BEAT_S, Heartbeat
from worker.reading.records import Filter, articles, stories
from worker.reading.show import json_line
from worker.reading.status import status
from worker.settings import Settings
from worker.toolbox import Toolbox, no_send, open_toolbox
from worker.web.page import page

# No script, no style but our own inline one, no frame, no form: the page shows strangers' words.
CSP = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; frame-ancestors 'none'; form-action 'none'"
HEADERS = {
    "Content-Security-Policy": CSP,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-store",
}
LOOPBACK = ["127.0.0.1", "localhost", "[::1]"]


def build(tools: Toolbox, *, hosts: list[str]) -> Starlette:
    """Return the application; requests that name another host are refused (DNS rebinding)."""

    def healthz(_request: Request) -> Response:
        """Answer as long as this process lives; what else is broken is not its business."""
        return PlainTextResponse("ok\n")

    def readyz(_request: Request) -> Response:
        now = status(tools)
        return JSONResponse({"degraded": now["degraded"]}, status_code=503 if now["degraded"] else 200)

    def status_json(_request: Request) -> Response:
        return Response(json_line(status(tools)), media_type="application/json", headers=HEADERS)

    def home(_request: Request) -> Response:
        now = status(tools)
        with tools.database.read() as connection:
            recent, running = articles(connection, Filter(limit=20)), stories(connection, Filter(limit=20))
        return HTMLResponse(page(now, recent, running), headers=HEADERS)

    routes = [
        Route("/", home),
        Route("/status.json", status_json),
        Route("/healthz", healthz),
        Route("/readyz", readyz),
    ]
    middleware = [Middleware(TrustedHostMiddleware, allowed_hosts=hosts, www_redirect=False)]
    return Starlette(
        routes=routes,
        middleware=middleware,
        exception_handlers={Fault: _unfit},
        lifespan=lambda _app: _alive(tools),
    )


async def _unfit(_request: Request, problem: Exception) -> Response:
    """Tell a fault of the installation in one line, as every other part does."""
    return PlainTextResponse(f"{problem}\n", status_code=503)


def serve(settings: Settings, *, bind: str, port: int, expose: bool) -> None:
    """Serve until stopped.

    Raises `Fault(bad_setting)` for a bind beyond loopback that was not asked for in so many words.
    """
    if not _is_loopback(bind) and not expose:
        raise Fault(Code.BAD_SETTING, f"--bind {bind} would show the page to others; add --expose if you mean it")
    tools = open_toolbox(settings, no_send)
    # For a person at a terminal; in the log that `slugline up` keeps of it every line is an event.
    if sys.stderr.isatty():
        sys.stderr.write(f"slugline: the page is http://{bind}:{port}/\n")
    uvicorn.run(
        build(tools, hosts=["*"] if expose else LOOPBACK),
        host=bind,
        port=port,
        log_level="warning",
        server_header=False,
        date_header=False,
    )


@asynccontextmanager
async def _alive(tools: Toolbox) -> AsyncIterator[None]:
    """Beat while the page is served, and close the tools in an orderly end.

    Inside the application: uvicorn raises the signal that ended it once more, past any `finally` around it.
    """
    heartbeat = Heartbeat(tools.settings, "web")

    async def beat() -> None:
        while True:
            heartbeat.touch()
            await asyncio.sleep(BEAT_S)

    beating = asyncio.create_task(beat())
    try:
        yield
    finally:
        beating.cancel()
        heartbeat.remove()
        tools.close()


def _is_loopback(bind: str) -> bool:
    if bind == "localhost":
        return True
    try:
        return ipaddress.ip_address(bind).is_loopback
    except ValueError:
        return False
