"""Logs: one line per event, JSON or columns, on stderr and in a capped Redis Stream."""

from structlog.contextvars import bound_contextvars as bound

from worker.logs.celery_records import connect_celery_logging
from worker.logs.pipe import configure_logging, flush_logs, get_logger

__all__ = ["bound", "configure_logging", "connect_celery_logging", "flush_logs", "get_logger"]
