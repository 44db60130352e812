import io
import json
import logging
import os
import subprocess
import sys
import threading
import warnings

import pytest

from worker.logs import bound, configure_logging, get_logger
from worker.logs.pipe import PipeHandler


class Terminal(io.StringIO):
    def isatty(self):
        return True


@pytest.fixture
def stream(settings):
    stream = io.StringIO()
    configure_logging(settings, process="fetch", stream=stream, ship=False)
    return stream


def lines(stream):
    return [json.loads(line) for line in stream.getvalue().splitlines()]


def test_an_event_is_one_line_with_its_leading_keys_first(stream):
    with bound(trace="t", feed="f"):
        get_logger().info("feed.fetched", duration_ms=12, articles=3)
    (line,) = lines(stream)
    assert list(line) == ["ts", "level", "event", "process", "pid", "trace", "feed", "duration_ms", "articles"]
    assert line["event"] == "feed.fetched"
    assert line["level"] == "info"
    assert line["process"] == "fetch"
    assert line["pid"] == os.getpid()
    assert line["ts"].endswith("Z")


def test_what_is_bound_is_forgotten_after_the_block(stream):
    with bound(trace="t"):
        pass
    get_logger().info("feed.fetched")
    assert "trace" not in lines(stream)[0]


def test_an_event_cannot_pass_itself_off_as_another_process(stream):
    get_logger().info("feed.fetched", process="beat", level="error", ts="never")
    (line,) = lines(stream)
    assert (line["process"], line["level"]) == ("fetch", "info")


def test_records_of_libraries_come_through_the_same_pipe(stream):
    with bound(trace="t"):
        logging.getLogger("kombu.connection").warning("lost amqp://u:%s@host//\nagain", "s3cr3t")
    (line,) = lines(stream)
    assert line["event"] == "log.record"
    assert line["logger"] == "kombu.connection"
    assert line["message"] == "lost amqp://***@host//\\nagain"
    assert line["trace"] == "t"


def test_warnings_come_through_the_same_pipe(stream):
    with warnings.catch_warnings():
        warnings.simplefilter("always")
        warnings.warn("old", stacklevel=1)
    assert lines(stream)[0]["logger"] == "py.warnings"


def test_chatter_of_libraries_is_left_out(stream):
    logging.getLogger("celery.app.trace").info("Task succeeded")
    logging.getLogger("sqlalchemy.engine").info("SELECT 1")
    logging.getLogger("urllib3").debug("GET /")
    get_logger().debug("feed.looked_at")
    assert lines(stream) == []


def test_a_debug_level_lets_chatter_in(settings):
    stream = io.StringIO()
    configure_logging(settings.model_copy(update={"log_level": "debug"}), process="x", stream=stream, ship=False)
    logging.getLogger("sqlalchemy.engine").info("SELECT 1")
    assert lines(stream)[0]["message"] == "SELECT 1"


def test_an_exception_is_a_value_and_not_a_traceback(stream):
    try:
        _ = 1 / 0
    except ZeroDivisionError:
        get_logger().exception("task.failed", code="internal")
        logging.getLogger("celery").exception("Task x raised\nTraceback (most recent call last):\n  …")
    ours, theirs = lines(stream)
    assert ours["error"]["type"] == theirs["error"]["type"] == "ZeroDivisionError"
    assert ours["level"] == "error"
    assert theirs["message"] == "Task x raised"


def test_a_broken_record_is_shown_as_it_is(stream):
    # Straight to our handler: pytest's own would raise.
    record = logging.LogRecord("kombu", logging.WARNING, "", 0, "%d lost", ("three",), None)
    next(handler for handler in logging.getLogger().handlers if isinstance(handler, PipeHandler)).handle(record)
    assert "%d lost" in lines(stream)[0]["message"]


def test_a_stream_that_is_gone_stops_nothing(settings):
    stream = io.StringIO()
    configure_logging(settings, process="x", stream=stream, ship=False)
    stream.close()
    get_logger().info("feed.fetched")


def test_no_hostile_text_breaks_out_of_its_line(stream):
    hostile = '\x1b[2J\r\n{"event":"forged"}\x85\u2028\u202e%s{0}[red]\x9b\x00'
    with bound(host=hostile):
        get_logger().warning(hostile, detail=hostile, nested={hostile: [hostile]})
    (line,) = lines(stream)
    raw = stream.getvalue().encode()
    assert not any((byte < 0x20 and byte != 0x0A) or byte >= 0x7F for byte in raw)
    assert "\x1b" not in line["detail"]


def test_a_terminal_gets_colour_unless_no_color_is_set(settings, monkeypatch):
    monkeypatch.setenv("TERM", "xterm")
    for value, coloured in (("", True), ("1", False)):
        monkeypatch.setenv("NO_COLOR", value)
        terminal = Terminal()
        configure_logging(settings, process="fetch", stream=terminal, ship=False)
        get_logger().info("feed.fetched", feed="f")
        assert ("\x1b[" in terminal.getvalue()) == coloured
        assert "feed.fetched" in terminal.getvalue()


def test_the_format_can_be_chosen(settings):
    stream = Terminal()
    configure_logging(settings.model_copy(update={"log_format": "json"}), process="x", stream=stream, ship=False)
    get_logger().info("feed.fetched")
    assert lines(stream)[0]["event"] == "feed.fetched"


CRASH = """
import sys, threading
from worker.settings import Settings
from worker.logs import configure_logging
configure_logging(Settings(data_dir=sys.argv[1]), process="fetch", ship=False)
thread = threading.Thread(target=lambda: 1 / 0, name="t")
thread.start()
thread.join()
raise SystemError("https://u:s3cr3t@host/ is gone")
"""


def test_uncaught_exceptions_are_lines_too(tmp_path):
    done = subprocess.run(
        [sys.executable, "-c", CRASH, str(tmp_path)], check=False, capture_output=True, text=True, timeout=60
    )
    thread, process = (json.loads(line) for line in done.stderr.splitlines())
    assert done.returncode == 1
    assert (thread["event"], thread["thread"], thread["error"]["type"]) == ("thread.crashed", "t", "ZeroDivisionError")
    assert (process["event"], process["error"]["message"]) == ("process.crashed", "https://***@host/ is gone")


def test_lines_of_many_threads_do_not_mix(stream):
    def work(number):
        for _ in range(100):
            get_logger().info("feed.fetched", n=number)

    threads = [threading.Thread(target=work, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(lines(stream)) == 800
