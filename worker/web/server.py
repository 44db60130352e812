"""Routes, and the server that carries them."""

import asyncio
import ipaddress
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from importlib import import_module
from urllib.parse import urlsplit

import uvicorn
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

from schemas.codes import Code
from schemas.outcomes import Fault, Refusal
from worker.health import BEAT_S, Heartbeat
from worker.lifecycle import send_by_celery
from worker.logs import configure_logging
from worker.reading.records import Filter, articles, stories
from worker.reading.show import json_line
from worker.reading.status import status
from worker.settings import Settings
from worker.toolbox import Toolbox, open_toolbox
from worker.web.answers import refused, unfit
from worker.web.body import BODY_S
from worker.web.callback import Callback
from worker.web.ingest import Ingest
from worker.web.page import page
from worker.web.ringer import Ringer

# No script, no style but our own inline one, no frame, no form: the page shows strangers' words.
CSP = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; frame-ancestors 'none'; form-action 'none'"
HEADERS = {
    "Content-Security-Policy": CSP,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-store",
}
# Beyond this uvicorn answers 503 by itself: a flood must not take all file handles.
MOST_CONNECTIONS = 400
LOOPBACK = ["127.0.0.1", "localhost", "[::1]"]


def build(tools: Toolbox, *, hosts: list[str], body_s: float = BODY_S) -> Starlette:
    """Return the application; requests that name another host are refused (DNS rebinding).

    What is pushed must have arrived after `body_s` seconds.
    """

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

    ringer = Ringer(tools)
    callback = Callback(tools, ringer, body_s=body_s)
    routes = [
        Route("/", home),
        Route("/status.json", status_json),
        Route("/healthz", healthz),
        Route("/readyz", readyz),
        Route("/push/{name}", callback.verify, methods=["GET"]),
        Route("/push/{name}", callback.receive, methods=["POST"]),
        Route("/ingest", Ingest(tools, ringer, body_s=body_s).receive, methods=["POST"]),
    ]
    middleware = [Middleware(TrustedHostMiddleware, allowed_hosts=hosts, www_redirect=False)]
    return Starlette(
        routes=routes,
        middleware=middleware,
        exception_handlers={Fault: unfit, Refusal: refused},
        lifespan=lambda _app: _alive(tools, ringer),
    )


def serve(settings: Settings, *, bind: str, port: int, expose: bool) -> None:
    """Serve until stopped.

    Raises `Fault(bad_setting)` for a bind beyond loopback that was not asked for in so many words.
    """
    if not _is_loopback(bind) and not expose:
        raise Fault(Code.BAD_SETTING, f"--bind {bind} would show the page to others; add --expose if you mean it")
    configure_logging(settings, process="web")
    if settings.ingest_token or settings.callback_url:
        # The first push would wait for Celery to load.
        import_module("worker.app")
    tools = open_toolbox(settings, send_by_celery)
    # For a person at a terminal; in the log that `slugline up` keeps of it every line is an event.
    if sys.stderr.isatty():
        sys.stderr.write(f"slugline: the page is http://{bind}:{port}/\n")
    uvicorn.run(
        build(tools, hosts=["*"] if expose else [*LOOPBACK, *_public(settings)]),
        host=bind,
        port=port,
        # Its records take the way of all others: through our pipe.
        log_config=None,
        log_level="warning",
        server_header=False,
        date_header=False,
        limit_concurrency=MOST_CONNECTIONS,
    )


@asynccontextmanager
async def _alive(tools: Toolbox, ringer: Ringer) -> AsyncIterator[None]:
    """Beat while the page is served, and close the tools in an orderly end.

    Inside the application: uvicorn raises the signal that ended it once more, past any `finally` around it.
    """
    heartbeat = Heartbeat(tools.settings, "web")

    async def beat() -> None:
        while True:
            heartbeat.touch()
            await asyncio.sleep(BEAT_S)

    ringer.start()
    beating = asyncio.create_task(beat())
    try:
        yield
    finally:
        beating.cancel()
        heartbeat.remove()
        ringer.close()
        tools.close()


def _public(settings: Settings) -> list[str]:
    """Return the name under which hubs reach us through a proxy."""
    name = urlsplit(settings.callback_url).hostname
    return [name] if name else []


def _is_loopback(bind: str) -> bool:
    if bind == "localhost":
        return True
    try:
        return ipaddress.ip_address(bind).is_loopback
    except ValueError:
        return False
