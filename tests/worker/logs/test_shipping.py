import io
import json
import os
import time

import pytest

from worker.logs import configure_logging, flush_logs, get_logger
from worker.logs.shipping import QUEUE_LINES, Shipper
from worker.logs.stream import stream_key


@pytest.fixture
def shipped(settings, server):
    return settings.model_copy(update={"redis_url": server.url, "log_stream_length": 3000})


def read(server, settings):
    return [json.loads(fields[b"line"]) for _, fields in server.client.xrange(stream_key(settings))]


def test_every_line_reaches_the_stream_as_it_was_written(server, shipped):
    stream = io.StringIO()
    configure_logging(shipped, process="fetch", stream=stream)
    for number in range(500):
        get_logger().info("feed.fetched", n=number, slug="Lee–Ishiba")
    flush_logs(10)
    assert [json.dumps(line) for line in read(server, shipped)] == [
        json.dumps(json.loads(line)) for line in stream.getvalue().splitlines()
    ]


def test_columns_on_the_terminal_are_json_in_the_stream(server, shipped):
    configure_logging(shipped.model_copy(update={"log_format": "columns"}), process="fetch", stream=io.StringIO())
    get_logger().info("feed.fetched")
    flush_logs(10)
    assert read(server, shipped)[0]["event"] == "feed.fetched"


def test_the_stream_is_capped(server, shipped):
    settings = shipped.model_copy(update={"log_stream_length": 100})
    shipper = Shipper(settings, "fetch")
    for _ in range(1500):
        shipper.offer(b"{}")
    shipper.close(10)
    assert 100 <= server.client.xlen(stream_key(settings)) < 500


def test_without_redis_the_oldest_lines_give_way_and_their_number_is_told(server, shipped):
    server.kill()
    shipper = Shipper(shipped, "fetch")
    for number in range(QUEUE_LINES + 300):
        shipper.offer(b'{"n":%d}' % number)
    server.start()
    server.await_truth(lambda: server.client.xlen(stream_key(shipped)) > QUEUE_LINES)
    shipper.close(10)
    lines = read(server, shipped)
    assert [line["n"] for line in lines if "n" in line] == list(range(300, QUEUE_LINES + 300))
    (dropped,) = [line for line in lines if "n" not in line]
    assert (dropped["event"], dropped["process"], dropped["count"]) == ("logs.dropped", "fetch", 300)


def test_a_full_redis_is_waited_out(server, shipped):
    server.client.config_set("maxmemory", "1")
    shipper = Shipper(shipped, "fetch")
    shipper.offer(b'{"n":1}')
    time.sleep(0.2)
    server.client.config_set("maxmemory", "0")
    server.await_truth(lambda: server.client.xlen(stream_key(shipped)) == 1)
    shipper.close(10)


def test_the_end_waits_no_longer_than_told_for_a_redis_that_is_away(settings, tmp_path):
    shipper = Shipper(settings.model_copy(update={"redis_url": f"unix://{tmp_path}/none"}), "fetch")
    shipper.offer(b"{}")
    shipper.close(0.2)
    shipper.offer(b"{}")


def test_a_url_of_another_kind_stops_nothing(settings):
    shipper = Shipper(settings.model_copy(update={"redis_url": "http://127.0.0.1/"}), "fetch")
    shipper.offer(b"{}")
    shipper.close(5)


def test_a_forked_child_ships_its_own_lines_once(server, shipped):
    configure_logging(shipped, process="parse", stream=io.StringIO())
    get_logger().info("parent.first")
    pid = os.fork()
    if pid == 0:
        get_logger().info("child.line")
        flush_logs(10)
        os._exit(0)
    os.waitpid(pid, 0)
    get_logger().info("parent.second")
    flush_logs(10)
    events = sorted((line["event"], line["pid"]) for line in read(server, shipped))
    assert events == [("child.line", pid), ("parent.first", os.getpid()), ("parent.second", os.getpid())]
