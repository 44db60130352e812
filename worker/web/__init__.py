"""The page: how the line stands, for a browser and for health checks. Read-only."""

from worker.web.server import build, serve

__all__ = ["build", "serve"]
