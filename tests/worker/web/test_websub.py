"""WebSub with a real hub, a real receiver and a real database."""

import json
import shutil
import socket
from contextlib import closing
from datetime import timedelta

import pytest
from support.databases import settings_for
from support.facts import rows
from support.hub import Hub
from support.serving import Client, served

from schemas import ids
from schemas.events import FeedFetched, FeedParsed, FeedUnchanged
from schemas.records import Entry, Feed, HubSubscription, Poll
from worker.binding import run_leg
from worker.hubs import ask_hubs
from worker.pipeline import LEG_AT
from worker.settlement import encode
from worker.toolbox import no_send, open_toolbox
from worker.toolbox.feeds import PAUSED
from worker.toolbox.polls import open_push
from worker.web.callback import MAX_PUSH

URL, TOPIC = "https://news.example/feed", "https://news.example/feed?self"
FEED = ids.feed_id(URL)
DAY = timedelta(days=1)


def atom(*names):
    items = "".join(
        f"<entry><id>{name}</id><title>{name}</title><link href='https://news.example/{name}'/>"
        f"<updated>2025-08-23T08:00:00Z</updated></entry>"
        for name in names
    )
    return (
        "<feed xmlns='http://www.w3.org/2005/Atom'><title>News</title><link rel='self' href='https://evil.example/'/>"
        f"<link rel='hub' href='https://evil.example/hub'/>{items}</feed>"
    ).encode()


@pytest.fixture
def hub():
    with closing(Hub()) as hub:
        yield hub


@pytest.fixture
def box(tmp_path, migrated_file, hub, clock):
    """The toolbox, its receiver on a port, and one feed."""
    shutil.copyfile(migrated_file, tmp_path / "slugline.db")
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    settings = settings_for(
        tmp_path, allow_hosts=(hub.address,), callback_url=f"http://127.0.0.1:{port}/", poll_interval_s=600
    )
    with closing(open_toolbox(settings, no_send, clock)) as tools:
        with tools.database.write() as connection:
            tools.feeds.add(connection, URL)
        with served(tools, body_s=0.3, port=port):
            yield tools


def offer(box, hub, *, news=0, url=None):
    """Commit a look at the feed that found the hub, and `news` new entries."""
    fact = FeedParsed(
        feed_id=FEED, status=200, body_sha="s", body_bytes=1, entries=(), hubs=(url or hub.url,), topic=TOPIC
    )
    with box.database.write() as connection:
        box.feeds.parsed(connection, fact)
        box.hubs.looked(connection, FEED, news=news)
        box.hubs.offered(connection, fact)


@pytest.fixture
def subscribed(box, hub):
    offer(box, hub)
    assert ask_hubs(box) == 1
    return box


def subscription(box):
    (row,) = rows(box, HubSubscription)
    return row


def feed(box):
    (row,) = rows(box, Feed)
    return row


def read_pushes(box):
    run_leg(LEG_AT["parse_feed"], [row.id for row in rows(box, Poll)], box)


# Asking


def test_a_hub_is_asked_with_a_callback_and_a_secret_that_nobody_guesses(subscribed, hub):
    form = hub.asked
    assert (form["hub.mode"], form["hub.topic"]) == ("subscribe", TOPIC)
    name = form["hub.callback"].rpartition("/push/")[2]
    assert form["hub.callback"].startswith(subscribed.settings.callback_url)
    assert len(name) >= 43 <= len(form["hub.secret"]) < 200
    assert name != form["hub.secret"]
    row = subscription(subscribed)
    assert (row.id, row.state, row.pending, row.errors) == (name, "active", None, 0)


def test_the_challenge_is_echoed_to_the_byte_as_plain_text(subscribed, hub):
    ((status, headers, body),) = hub.echoes
    assert (status, body) == (200, b"a challenge & <b>more</b>")
    assert headers["Content-Type"].startswith("text/plain")
    assert headers["X-Content-Type-Options"] == "nosniff"


def test_without_a_callback_url_no_hub_is_wanted(tmp_path, migrated_file, clock):
    shutil.copyfile(migrated_file, tmp_path / "slugline.db")
    with closing(open_toolbox(settings_for(tmp_path), no_send, clock)) as box:
        key = box.raw.put(atom("a"))
        fact = FeedFetched(feed_id=FEED, url=URL, final_url=URL, status=200, body_key=key, body_sha="s", body_bytes=1)
        with box.database.write() as connection:
            box.feeds.add(connection, URL)
            open_push(connection, fact, stage="parse_feed", text=encode(fact, box.raw), now=clock.now())
        read_pushes(box)
        assert len(rows(box, Entry)) == 1
        assert rows(box, HubSubscription) == []


@pytest.mark.parametrize(
    ("lease", "seconds"),
    [
        ("0", 300),
        ("-1", 300),
        ("", 300),
        (None, 300),
        ("1e9", 300),
        ("3600", 3600),
        ("9" * 12, 30 * 86400),
        ("9" * 99, 30 * 86400),
    ],
)
def test_a_lease_is_neither_too_short_nor_for_ever(box, hub, clock, lease, seconds):
    hub.lease = lease
    offer(box, hub)
    ask_hubs(box)
    row = subscription(box)
    assert (row.expires_at - clock.now()).total_seconds() == seconds
    assert (row.due_at - clock.now()).total_seconds() == seconds / 2


def test_a_lease_is_renewed_at_half_its_life(subscribed, hub, clock):
    clock.turn(864000 / 2 - 1)
    assert ask_hubs(subscribed) == 0
    clock.turn(1)
    assert ask_hubs(subscribed) == 1
    assert hub.requests[0] == hub.requests[1]
    assert subscription(subscribed).expires_at == clock.now() + 10 * DAY


def test_a_lease_that_ran_out_is_asked_for_anew(subscribed, hub, clock):
    hub.verifies = False
    clock.turn(864000 * 2)
    ask_hubs(subscribed)
    row = subscription(subscribed)
    assert (row.state, row.pending, row.trusted) == ("wanted", "subscribe", False)


def test_a_hub_that_never_verifies_is_asked_ever_more_rarely(box, hub, clock):
    hub.verifies = False
    offer(box, hub)
    waits = []
    for _ in range(3):
        assert ask_hubs(box) == 1
        waits.append((subscription(box).due_at - clock.now()).total_seconds())
        clock.at = subscription(box).due_at
    assert waits[0] >= 600
    assert waits[1] > 1.5 * waits[0]
    assert subscription(box).code == "hub_silent"


@pytest.mark.parametrize(
    ("status", "code"), [(500, "server_error"), (404, "not_found"), (400, "client_error"), (302, "bad_response")]
)
def test_a_hub_that_refuses_is_noted_and_asked_later(box, hub, clock, status, code):
    hub.verifies, hub.status = False, status
    offer(box, hub)
    ask_hubs(box)
    row = subscription(box)
    assert (row.state, row.pending, row.code) == ("wanted", None, code)
    assert row.due_at > clock.now()


def test_the_secret_is_not_carried_to_another_server(box, hub):
    with closing(Hub()) as other:
        hub.verifies, hub.status, hub.headers = False, 307, [("Location", other.url)]
        offer(box, hub)
        ask_hubs(box)
        assert other.requests == []
    assert subscription(box).code == "bad_response"


def test_a_hub_inside_is_not_spoken_to(box, hub):
    with closing(Hub()) as inside:
        offer(box, hub, url=inside.url)
        ask_hubs(box)
        assert inside.requests == []
    assert subscription(box).code == "private_address"


def test_a_feed_that_moves_to_another_hub_leaves_the_first(subscribed, hub):
    offer(subscribed, hub, url=f"{hub.url}/new")
    assert {row.hub: row.state for row in rows(subscribed, HubSubscription)} == {
        hub.url: "leaving",
        f"{hub.url}/new": "wanted",
    }


# Leaving


@pytest.mark.parametrize("how", ["paused", "removed"])
def test_a_feed_that_is_not_wanted_is_taken_leave_of(subscribed, hub, clock, how):
    with subscribed.database.write() as connection:
        if how == "paused":
            subscribed.feeds.set_status(connection, FEED, PAUSED)
        else:
            subscribed.feeds.remove(connection, FEED)
    ask_hubs(subscribed)
    assert [form["hub.mode"] for form in hub.requests] == ["subscribe", "unsubscribe"]
    assert hub.echoes[-1][0] == 200
    assert subscription(subscribed).state == "left"
    assert hub.push(atom("a"), secret=hub.requests[0]["hub.secret"]) == 410
    clock.turn(86_401)
    ask_hubs(subscribed)
    assert rows(subscribed, HubSubscription) == []


def test_a_denial_ends_it_and_the_feed_is_polled(subscribed, hub, clock):
    status, _, _ = hub.send("GET", f"?hub.mode=denied&hub.topic={TOPIC.replace('?', '%3F')}&hub.reason=no")
    row = subscription(subscribed)
    assert (status, row.state, row.code, row.detail) == (200, "denied", "hub_denied", "no")
    assert hub.push(atom("a")) == 404
    clock.turn(86_401)
    assert ask_hubs(subscribed) == 1


# Verifications that nobody asked for


@pytest.mark.parametrize(
    "changes",
    [
        {},  # a second time
        {"hub_mode": "unsubscribe"},
        {"hub_topic": "https://evil.example/"},
        {"hub_mode": "publish"},
        {"hub_challenge": ""},
        {"hub_challenge": "x" * 5000},
        {"hub_mode": "denied", "hub_topic": "https://evil.example/"},
    ],
)
def test_what_was_not_asked_for_is_not_verified(subscribed, hub, changes):
    before = subscription(subscribed)
    assert hub.verify(**changes)[0] == 404
    assert subscription(subscribed) == before


def test_a_parameter_given_twice_means_nothing(box, hub):
    hub.verifies = False
    offer(box, hub)
    ask_hubs(box)
    query = "?hub.mode=subscribe&hub.topic=https://news.example/feed%3Fself&hub.challenge=1&hub.lease_seconds=60"
    assert hub.send("GET", f"{query}&hub.topic=https://evil.example/")[0] == 404
    assert hub.send("GET", query)[0] == 200


@pytest.mark.parametrize("path", ["/push/", "/push/x", "/push/" + "A" * 43, "/push/%00", "/push/../ingest"])
def test_a_callback_that_nobody_was_given_is_not_there(subscribed, hub, path):
    assert hub.send("GET", "?hub.mode=subscribe&hub.topic=t&hub.challenge=c", path=path)[0] == 404
    assert hub.send("POST", "", b"x" * 100, path=path)[0] in (404, 405)


# Content


@pytest.mark.parametrize("method", ["sha1", "sha256", "sha384", "sha512"])
def test_a_signed_push_becomes_entries_of_its_own_feed(subscribed, hub, method):
    assert hub.push(atom("a", "b"), method=method) == 202
    read_pushes(subscribed)
    assert {(row.feed_id, row.url) for row in rows(subscribed, Entry)} == {
        (FEED, "https://news.example/a"),
        (FEED, "https://news.example/b"),
    }
    (poll,) = rows(subscribed, Poll)
    assert (poll.stage, poll.entries_new) == ("done", 2)


def test_what_a_push_says_of_hubs_and_topics_counts_for_nothing(subscribed, hub):
    before = feed(subscribed)
    hub.push(atom("a"))
    read_pushes(subscribed)
    row = subscription(subscribed)
    assert (row.hub, row.topic, row.state) == (hub.url, TOPIC, "active")
    assert feed(subscribed) == before


@pytest.mark.parametrize(
    "forged",
    [
        {"method": None},
        {"secret": "another"},
        {"method": "md5"},
        {"X_Hub_Signature": "sha256="},
        {"X_Hub_Signature": "sha256=" + "0" * 64},
        {"X_Hub_Signature": "sha256=" + "g" * 64},
        {"X_Hub_Signature": "0" * 64},
        {"X_Hub_Signature": "none=" + "0" * 64},
        {"X_Hub_Signature": "sha256=\xe9" + "0" * 63},
    ],
)
def test_what_is_not_signed_right_is_dropped(subscribed, hub, forged):
    assert hub.push(atom("a"), **forged) == 202
    assert rows(subscribed, Poll) == []
    assert not any((subscribed.settings.data_dir / "raw").rglob("*.zst"))


def test_a_signature_of_another_body_is_dropped(subscribed, hub):
    hub.push(atom("a"), X_Hub_Signature="sha1=" + "a" * 40)
    assert rows(subscribed, Poll) == []


def test_a_replay_has_no_effect(subscribed, hub, clock):
    for _ in range(10):
        assert hub.push(atom("a")) == 202
        read_pushes(subscribed)
        clock.turn(60)
    assert len(rows(subscribed, Poll)) == len(rows(subscribed, Entry)) == 1


@pytest.mark.parametrize(
    "body", [b"", b"no feed", b"<feed", b'<!DOCTYPE a [<!ENTITY b "c">]><feed>&b;</feed>', b"\x1f\x8b\x08"]
)
def test_a_signed_push_that_is_no_feed_harms_nobody(subscribed, hub, body):
    before = feed(subscribed)
    assert hub.push(body) == 202
    read_pushes(subscribed)
    assert feed(subscribed) == before
    assert [row.stage for row in rows(subscribed, Poll)] == ["failed"]
    assert rows(subscribed, Entry) == []


def test_a_huge_push_is_refused_before_it_is_read(subscribed, hub):
    path = hub.asked["hub.callback"].partition("//")[2].partition("/")[2]
    port = int(subscribed.settings.callback_url.rpartition(":")[2])
    head = f"POST /{path} HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: "
    assert Client(port).raw(f"{head}{MAX_PUSH + 1}\r\n\r\n".encode()).startswith(b"HTTP/1.1 413")
    assert Client(port).raw(f"{head}100\r\n\r\nslow".encode()).startswith(b"HTTP/1.1 408")


def test_a_compressed_push_is_refused(subscribed, hub):
    assert hub.push(atom("a"), Content_Encoding="gzip") == 415


# Trust


def next_look(box):
    return (feed(box).next_poll_at - box.clock.now()).total_seconds()


def confirmed(box, hub):
    """Commit a look that brought nothing."""
    with box.database.write() as connection:
        box.feeds.unchanged(connection, FeedUnchanged(feed_id=FEED, status=304))
        box.hubs.looked(connection, FEED, news=0)


def test_looks_are_rare_once_a_push_has_brought_news(subscribed, hub):
    confirmed(subscribed, hub)
    assert next_look(subscribed) < 700
    hub.push(atom("a"))
    read_pushes(subscribed)
    confirmed(subscribed, hub)
    assert 12 * 600 <= next_look(subscribed) <= 12 * 660


def test_news_that_no_push_brought_end_the_trust(subscribed, hub, clock):
    hub.push(atom("a"))
    read_pushes(subscribed)
    clock.turn(3600)
    offer(subscribed, hub, news=1)
    assert next_look(subscribed) < 700
    assert not subscription(subscribed).trusted
    hub.push(atom("b"))
    read_pushes(subscribed)
    assert subscription(subscribed).trusted


def test_a_feed_whose_lease_ended_is_looked_at_as_it_would_have_been_by_itself(subscribed, hub, clock):
    hub.lease, hub.verifies = "300", False
    hub.push(atom("a"))
    read_pushes(subscribed)
    confirmed(subscribed, hub)
    clock.turn(864001)
    with subscribed.database.write() as connection:
        connection.execute(Feed.__table__.update().values(next_poll_at=clock.now() + DAY))
    ask_hubs(subscribed)
    assert next_look(subscribed) == 0


def test_an_error_is_told_as_json(subscribed, hub):
    _, _, body = hub.send("POST", "", b"x", **{"Content-Encoding": "gzip"})
    assert json.loads(body)["error"]["code"] == "bad_encoding"
