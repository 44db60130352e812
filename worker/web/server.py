"""Routes, and the server that carries them."""

import ipaddress

import uvicorn
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

from schemas.codes import Code
from schemas.outcomes import Fault
from worker.health import Heartbeat
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
    return Starlette(routes=routes, middleware=middleware, exception_handlers={Fault: _unfit})


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
    heartbeat = Heartbeat(settings, "web")
    heartbeat.touch()
    try:
        uvicorn.run(
            build(tools, hosts=["*"] if expose else LOOPBACK),
            host=bind,
            port=port,
            log_level="warning",
            server_header=False,
            date_header=False,
        )
    finally:
        heartbeat.remove()
        tools.close()


def _is_loopback(bind: str) -> bool:
    if bind == "localhost":
        return True
    try:
        return ipaddress.ip_address(bind).is_loopback
    except ValueError:
        return False
