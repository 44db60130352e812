import json
from contextlib import closing

import pytest
from support.databases import settings_for

from schemas.codes import Code
from schemas.outcomes import Retry
from worker.toolbox import no_send, open_toolbox


def envelopes(count):
    return [{"id": f"e{number}", "type": "slugline.article.recorded", "data": {"n": number}} for number in range(count)]


@pytest.fixture
def box(tmp_path, valkey):
    settings = settings_for(tmp_path, redis_url=valkey.url, namespace="desk", event_stream_length=100)
    with closing(open_toolbox(settings, no_send)) as tools:
        yield tools


def test_events_are_appended_in_order_with_all_they_say(box, valkey):
    box.bus.publish(envelopes(3))
    stream = [fields for _, fields in valkey.client.xrange("desk:events")]
    assert [fields[b"id"] for fields in stream] == [b"e0", b"e1", b"e2"]
    assert stream[0][b"type"] == b"slugline.article.recorded"
    assert json.loads(stream[2][b"event"]) == envelopes(3)[2]


def test_the_stream_is_capped(box, valkey):
    box.bus.publish(envelopes(1000))
    assert valkey.client.xlen("desk:events") < 400
    assert valkey.client.xrevrange("desk:events", count=1)[0][1][b"id"] == b"e999"


def test_a_redis_that_is_away_is_tried_again(box, valkey):
    valkey.kill()
    with pytest.raises(Retry) as caught:
        box.bus.publish(envelopes(1))
    assert caught.value.code is Code.BROKER_UNREACHABLE
