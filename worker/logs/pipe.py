"""The one pipe: our events and every library's records become the same lines, on stderr and in Redis."""

import logging
import os
import sys
import threading
from types import TracebackType
from typing import Any, TextIO, cast

import structlog
from structlog.stdlib import BoundLogger, ProcessorFormatter
from structlog.types import EventDict, WrappedLogger

from worker.logs.failures import describe
from worker.logs.lines import as_columns, as_json, ordered, timestamp
from worker.logs.scrub import scrub
from worker.logs.shipping import Shipper
from worker.settings import Settings

OURS = "slugline"

# What these say below a warning, our own events say better (a task received, done; a query, a request made).
CHATTY = (
    "alembic",
    "asyncio",
    "celery.app.trace",
    "celery.beat",
    "celery.worker.strategy",
    "htmldate",
    "redis",
    "sqlalchemy",
    "trafilatura",
    "urllib3",
)


def get_logger() -> BoundLogger:
    """Return the logger of our own events: `log.info("feed.fetched", feed=…, duration_ms=…)`.

    An event is named `noun.verb`; everything else is a keyword. Without `configure_logging`, warnings and worse
    reach stderr in the standard library's bare form.
    """
    logger = structlog.wrap_logger(
        logging.getLogger(OURS),
        processors=[structlog.stdlib.filter_by_level, ProcessorFormatter.wrap_for_formatter],
        wrapper_class=BoundLogger,
        cache_logger_on_first_use=True,
    )
    return cast("BoundLogger", logger)


def configure_logging(settings: Settings, *, process: str, stream: TextIO | None = None, ship: bool = True) -> None:
    """Send every log record of this process through the pipe, in place of any earlier set-up.

    `process` names the process in each line ("fetch", "beat", …). `stream` is stderr unless given, and then the
    process's uncaught exceptions become log events too. `ship` also sends the lines to Redis.
    """
    handler = PipeHandler(settings, process, stream or sys.stderr, Shipper(settings, process) if ship else None)
    root = logging.getLogger()
    for old in root.handlers[:]:
        root.removeHandler(old)
        old.close()
    root.addHandler(handler)
    level = settings.log_level.upper()
    root.setLevel(level)
    for name in CHATTY:
        logging.getLogger(name).setLevel("DEBUG" if level == "DEBUG" else "WARNING")
    logging.captureWarnings(True)
    if stream is None:
        sys.excepthook = _tell_crash
        threading.excepthook = _tell_thread_crash


def flush_logs(timeout: float = 1.0) -> None:
    """Send what still waits to be shipped, for at most `timeout` seconds; for ends that skip `atexit`."""
    for handler in logging.getLogger().handlers:
        if isinstance(handler, PipeHandler):
            handler.finish(timeout)


class PipeHandler(logging.StreamHandler[TextIO]):
    """Writes one line per record, whatever the record, and never lets logging stop the work."""

    def __init__(self, settings: Settings, process: str, stream: TextIO, shipper: Shipper | None) -> None:
        super().__init__(stream)
        self._process = process
        self._shipper = shipper
        self._columns = settings.log_format == "columns" or (settings.log_format == "auto" and stream.isatty())
        self._colour = stream.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
        self.setFormatter(ProcessorFormatter(processors=[self._compose, self._render], use_get_message=True))

    def format(self, record: logging.LogRecord) -> str:
        """Return the line; a record whose arguments do not fit its text is shown without them."""
        try:
            line = super().format(record)
        except Exception as error:  # noqa: BLE001  any library's record or __str__ may be broken; say it and go on
            told = {"template": record.msg, "broken": error}
            substitute = logging.LogRecord(
                record.name, record.levelno, "", 0, "%(template)r: %(broken)r", (told,), None
            )
            line = super().format(substitute)
        encoding = getattr(self.stream, "encoding", None) or "utf-8"
        return line.encode(encoding, "backslashreplace").decode(encoding)

    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802  the standard library's name
        """Go on: the stream is gone or its disk is full, and there is nowhere else to say so."""

    def finish(self, timeout: float) -> None:
        """Send what still waits to be shipped."""
        if self._shipper is not None:
            self._shipper.close(timeout)

    def close(self) -> None:
        """Ship the rest and stop; called at exit by the standard library."""
        self.finish(1.0)
        super().close()

    def _compose(self, _logger: WrappedLogger, _name: str, event: EventDict) -> EventDict:
        record: logging.LogRecord = event.pop("_record")
        if not event.pop("_from_structlog"):
            event = _foreign(record, event)
        error = describe(event.pop("exc_info", None))
        told = structlog.contextvars.get_contextvars() | dict(event)
        if error is not None:
            told["error"] = error
        told |= {
            "ts": timestamp(record.created),
            "level": record.levelname.lower(),
            "process": self._process,
            "pid": os.getpid(),
        }
        return ordered(cast("dict[str, Any]", scrub(told)))

    def _render(self, _logger: WrappedLogger, _name: str, event: EventDict) -> str:
        if self._shipper is None and self._columns:
            return as_columns(event, colour=self._colour)
        line = as_json(event)
        if self._shipper is not None:
            self._shipper.offer(line.encode())
        return as_columns(event, colour=self._colour) if self._columns else line


def _foreign(record: logging.LogRecord, event: EventDict) -> EventDict:
    """Turn a library's record into our event; its text cannot name one, so it becomes a value."""
    message = str(event.pop("event"))
    if event.get("exc_info"):
        message = message.partition("\n")[0]  # Celery repeats the traceback in the text
    return {"event": "log.record", "logger": record.name, "message": message.strip(), **event}


def _tell_crash(kind: type[BaseException], error: BaseException, traceback: TracebackType | None) -> None:
    if issubclass(kind, KeyboardInterrupt):
        sys.__excepthook__(kind, error, traceback)
        return
    get_logger().critical("process.crashed", exc_info=(kind, error, traceback))


def _tell_thread_crash(crash: threading.ExceptHookArgs) -> None:
    name = crash.thread.name if crash.thread else ""
    get_logger().critical("thread.crashed", thread=name, exc_info=crash.exc_value)
