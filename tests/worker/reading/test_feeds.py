from datetime import timedelta

import pytest
from support.facts import change, row

from schemas import ids
from schemas.codes import EXPLANATIONS, Code
from schemas.outcomes import Reject, Retry
from schemas.records import Feed
from worker.binding import run_clock_leg
from worker.pipeline import LEG_AT
from worker.reading import feeds

URL = "https://news.example/feed"
NAME = ids.feed_id(URL)


@pytest.fixture
def subscribed(box):
    with box.database.write() as connection:
        box.feeds.add(connection, URL, title="News")
    return box


def why(box):
    with box.database.read() as connection:
        return feeds.why(connection, NAME[:8], box.clock.now())


def fail(box, outcome):
    with box.database.write() as connection:
        box.feeds.failed(connection, NAME, outcome)


def test_a_new_feed_says_so(subscribed):
    assert why(subscribed)["why"] == "New: not looked at yet."


def test_a_failing_feed_says_since_when_and_what_to_do(subscribed):
    fail(subscribed, Retry(Code.SERVER_ERROR, "503"))
    subscribed.clock.turn(7200)
    fail(subscribed, Retry(Code.SERVER_ERROR, "503"))
    told = why(subscribed)
    assert "Failing for 2 h, 2 in a row, never good" in told["why"]
    assert "(503)" in told["why"]
    assert told["fix"] == EXPLANATIONS[Code.SERVER_ERROR].fix
    assert URL in told["curl"]


def test_a_paused_feed_says_how_to_resume(subscribed):
    with subscribed.database.write() as connection:
        subscribed.feeds.set_status(connection, NAME, "paused")
    assert "resume" in why(subscribed)["why"]


def test_a_resting_host_is_shown_as_long_as_it_rests(subscribed):
    with subscribed.database.write() as connection:
        subscribed.feeds.rest(connection, "news.example", Retry(Code.RATE_LIMITED, after=60))
    assert why(subscribed)["host_rests_until"] == subscribed.clock.now() + timedelta(seconds=60)
    subscribed.clock.turn(61)
    assert why(subscribed)["host_rests_until"] is None


def test_a_healthy_feed_says_when_it_was_looked_at(subscribed):
    change(subscribed, Feed, NAME, last_success_at=subscribed.clock.now())
    subscribed.clock.turn(3 * 86_400)
    assert why(subscribed)["why"] == "Healthy: last looked at 3 d ago."


def test_a_feed_is_shown_with_its_looks(subscribed):
    run_clock_leg(LEG_AT["plan_fetches"], subscribed)
    with subscribed.database.read() as connection:
        (look,) = feeds.feed(connection, URL)["polls"]
        (listed,) = feeds.feeds(connection)
    assert look["stage"] == "fetch_feed"
    assert (listed["url"], listed["articles"]) == (URL, 0)


def test_the_schedule_lists_what_is_due_in_time(subscribed):
    now = subscribed.clock.now()
    fail(subscribed, Reject(Code.NOT_A_FEED))
    with subscribed.database.read() as connection:
        assert feeds.schedule(connection, now) == []
        (due,) = feeds.schedule(connection, now + timedelta(days=1))
    assert due["next_poll_at"] == row(subscribed, Feed, NAME).next_poll_at
