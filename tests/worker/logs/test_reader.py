import json
import threading
import time
from datetime import UTC, datetime, timedelta
from itertools import islice

import pytest

from worker.logs.reader import CHUNK, LogReader
from worker.logs.stream import stream_key


@pytest.fixture
def settings(settings, server):
    return settings.model_copy(update={"redis_url": server.url})


@pytest.fixture
def write(server, settings):
    def write(*numbers, entry_id="*"):
        for number in numbers:
            server.client.xadd(stream_key(settings), {"line": json.dumps({"n": number})}, id=entry_id)

    return write


def everything(_line):
    return True


def numbers(lines):
    return [line["n"] for line in lines]


def quiet(_sentence):
    pass


def test_history_is_the_newest_wanted_lines_oldest_first(settings, write):
    write(*range(3 * CHUNK))
    reader = LogReader(settings)
    assert numbers(reader.history(lambda line: line["n"] % 2 == 0, 3, None)) == [1494, 1496, 1498]
    assert numbers(reader.history(everything, None, None)) == list(range(3 * CHUNK))
    assert reader.history(everything, 0, None) == []


def test_history_can_begin_at_a_moment(settings, write):
    write(1, entry_id="1000-0")
    write(2, entry_id="2000-0")
    reader = LogReader(settings)
    assert numbers(reader.history(everything, None, datetime.fromtimestamp(1.5, UTC))) == [2]
    assert reader.history(everything, None, datetime.now(UTC) + timedelta(days=1)) == []


def test_following_begins_where_history_ended(settings, write):
    write(1, 2)
    reader = LogReader(settings)
    reader.history(everything, 0, None)
    write(3, 4)
    assert numbers(islice(reader.follow(quiet), 2)) == [3, 4]


def test_following_survives_a_killed_redis_and_says_so_once(settings, server, write):
    told = []
    reader = LogReader(settings)
    reader.history(everything, 0, None)
    write(1)
    following = reader.follow(told.append)
    assert next(following)["n"] == 1
    server.kill()

    def come_back():
        server.await_truth(lambda: told)
        server.start()
        write(2)

    helper = threading.Thread(target=come_back)
    helper.start()
    assert next(following)["n"] == 2
    helper.join()
    assert [sentence.split(":")[0] for sentence in told] == ["broker_unreachable", "Redis is back."]


def test_following_survives_a_wipe(settings, server, write):
    reader = LogReader(settings)
    write(1)
    following = reader.follow(quiet)
    assert next(following)["n"] == 1
    server.client.flushall()
    time.sleep(0.005)  # ids count milliseconds: in the same one the new stream would repeat the old id
    write(2)
    assert next(following)["n"] == 2


def test_following_survives_a_wipe_and_a_clock_set_back(settings, server, write):
    reader = LogReader(settings)
    write(1)
    following = reader.follow(quiet)
    assert next(following)["n"] == 1
    server.client.flushall()
    write(2, entry_id="5-0")
    assert next(following)["n"] == 2


def test_what_others_wrote_into_the_stream_is_passed_over(settings, server, write):
    for fields in ({"line": "{"}, {"line": "[1]"}, {"line": "[" * 100_000}, {"other": "x"}, {"line": b"\xff"}):
        server.client.xadd(stream_key(settings), fields)
    write(1)
    assert numbers(LogReader(settings).history(everything, None, None)) == [1]
