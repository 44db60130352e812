import time
from contextlib import closing, contextmanager

import pytest
from support.databases import TurnedClock, settings_for

from worker.doorbell import Ring
from worker.pipeline import LEG_AT
from worker.toolbox import open_toolbox
from worker.toolbox.redis_client import key
from worker.web import ringer as module
from worker.web.ringer import Ringer

LEG = LEG_AT["extract_blocks"]


@pytest.fixture
def heard():
    return []


@pytest.fixture
def box(tmp_path, valkey, heard):
    def send(_task, *, kwargs, **_options):
        heard.append(kwargs["ids"])

    with closing(open_toolbox(settings_for(tmp_path, redis_url=valkey.url), send, TurnedClock())) as tools:
        yield tools


@contextmanager
def ringing(box):
    ringer = Ringer(box)
    ringer.start()
    yield ringer
    ringer.close()


def rings(*names):
    return [Ring(LEG, name, "t") for name in names]


def until(holds):
    deadline = time.monotonic() + 20
    while not holds():
        assert time.monotonic() < deadline
        time.sleep(0.005)


def test_an_idle_line_hears_at_once(box, heard, monkeypatch):
    monkeypatch.setattr(module, "HOLD_S", 60)
    with ringing(box) as ringer:
        for name in "abc":
            ringer.ring(rings(name))
            until(lambda name=name: [name] in heard)


def test_a_busy_line_hears_of_many_in_one_message(box, heard, monkeypatch):
    monkeypatch.setattr(module, "HOLD_S", 60)
    box.redis.lpush(key(box.settings, LEG.queue), "an earlier message")
    with ringing(box) as ringer:
        names = [f"n{number}" for number in range(LEG.batch)]
        for name in names:
            ringer.ring(rings(name))
        until(lambda: heard)
    assert heard == [names]


def test_no_row_waits_for_company_for_ever(box, heard, monkeypatch):
    monkeypatch.setattr(module, "HOLD_S", 0.02)
    box.redis.lpush(key(box.settings, LEG.queue), "an earlier message")
    with ringing(box) as ringer:
        ringer.ring(rings("a"))
        until(lambda: heard == [["a"]])


def test_what_waits_at_the_end_is_rung(box, heard, monkeypatch):
    monkeypatch.setattr(module, "HOLD_S", 60)
    box.redis.lpush(key(box.settings, LEG.queue), "an earlier message")
    with ringing(box) as ringer:
        ringer.ring(rings("a"))
    assert heard == [["a"]]
