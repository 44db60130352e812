"""What is served: the page that shows how the line stands, health checks, and the receivers of pushes."""

from worker.web.server import build, serve

__all__ = ["build", "serve"]
