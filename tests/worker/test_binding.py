"""Legs run in process on both databases: whatever a room does, the row ends in a committed, named state."""

import json
from contextlib import closing
from dataclasses import replace

import pytest
from billiard.exceptions import SoftTimeLimitExceeded
from support.databases import settings_for
from support.facts import (
    Told,
    article_html,
    detected,
    found,
    found_with_body,
    put_at,
    put_entry,
    row,
    rows,
)

from schemas import ids
from schemas.codes import Code
from schemas.events import EntryFound, FeedParsed, Hints, PageFetched, StoriesLinked
from schemas.outcomes import Fault, Reject, Retry, Skip
from schemas.records import Article, Entry, Feed, Host, OutboxEvent, Poll, Revision, SegmentRow
from schemas.segments import LinkKind, StoryLink
from worker.binding import run_clock_leg, run_leg
from worker.intake import items
from worker.pipeline import LEG_AT, PIPELINE, Leg
from worker.toolbox import no_send, open_toolbox

TEXT = "The council of {} voted on the harbour plan on Friday, and the mayor said that work would start in spring."
RSS = '<rss version="2.0"><channel><title>Wire</title><item><title>One</title><link>{}</link></item></channel></rss>'


def leg(run, *, door="fetch_page"):
    """The leg of one table row with another function in its place."""
    (stage,) = (stage for stage in PIPELINE if stage.room == door)
    run.__name__ = door
    return Leg((replace(stage, run=run),))


def raising(problem, door="fetch_page"):
    def room(_fact, _needs):
        raise problem
        yield

    return leg(room, door=door)


def run(box, which, *names):
    run_leg(LEG_AT[which] if isinstance(which, str) else which, names, box)


@pytest.fixture
def entry(box):
    return put_entry(box)


def stored(box, name):
    found_row = row(box, Entry, name)
    return found_row.stage, found_row.code


# Outcomes


@pytest.mark.parametrize(
    "problem",
    [
        ZeroDivisionError("x"),
        RecursionError(),
        MemoryError(),
        KeyError("no"),
        UnicodeDecodeError("utf-8", b"\xff", 0, 1, "bad"),
    ],
    ids=lambda problem: type(problem).__name__,
)
def test_a_fault_of_a_room_is_tried_again(box, entry, problem):
    run(box, raising(problem), entry)
    after = row(box, Entry, entry)
    assert (after.stage, after.code) == ("fetch_page", Code.INTERNAL)
    assert type(problem).__name__ in after.detail
    assert after.due_at > box.clock.now()


def test_a_room_that_always_fails_ends_in_the_dead_letters(box, entry):
    runs = 0
    while row(box, Entry, entry).stage != "dead":
        run(box, raising(ZeroDivisionError("x")), entry)
        box.clock.turn(86_400)
        runs += 1
    assert runs == box.settings.max_attempts
    assert stored(box, entry) == ("dead", Code.INTERNAL)


@pytest.mark.parametrize(
    ("problem", "end"),
    [
        (Skip(Code.UNCHANGED, "known", article_id="a"), ("skipped", Code.UNCHANGED)),
        (Reject(Code.EMPTY_PAGE, "nothing"), ("dead", Code.EMPTY_PAGE)),
        (Retry(Code.SERVER_ERROR, "503"), ("fetch_page", Code.SERVER_ERROR)),
        (SoftTimeLimitExceeded(), ("fetch_page", Code.TIME_LIMIT)),
    ],
    ids=["skip", "reject", "retry", "time limit"],
)
def test_an_outcome_is_committed_as_what_it_is(box, entry, problem, end):
    run(box, raising(problem), entry)
    assert stored(box, entry) == end
    assert row(box, Entry, entry).article_id == getattr(problem, "article_id", None)


def test_retry_after_rests_the_whole_host(box, entry):
    run(box, raising(Retry(Code.RATE_LIMITED, after=100)), entry)
    (host,) = rows(box, Host)
    assert host.name == "news.example"
    assert (host.not_before - box.clock.now()).total_seconds() == 100


def test_a_database_that_is_away_does_not_count_against_the_row(box, entry):
    with pytest.raises(Fault):
        run(box, raising(Fault(Code.DATABASE_UNREACHABLE)), entry)
    after = row(box, Entry, entry)
    assert (after.stage, after.code, after.attempts) == ("fetch_page", None, 0)


def test_a_leg_that_gives_nothing_is_a_fault_of_ours(box, entry):
    run(box, leg(lambda _fact, _needs: iter(())), entry)
    assert stored(box, entry) == ("fetch_page", Code.INTERNAL)


@pytest.mark.parametrize("fact", ["{}", "not json", '{"entry_id":1}', "", "raw:" + "0" * 64])
def test_a_stored_fact_that_cannot_be_read_is_no_stray_exception(box, fact):
    name = put_at(box, "broken", "extract_blocks", fact)
    run(box, "extract_blocks", name)
    assert row(box, Entry, name).code in (Code.INTERNAL, Code.RAW_MISSING)


def test_what_the_database_refuses_is_a_fault_of_ours(box):
    """An entry of a feed that is no row: the foreign key fails when the look is committed."""
    with box.database.write() as connection:
        box.feeds.add(connection, "https://news.example/feed")
    run_clock_leg(LEG_AT["plan_fetches"], box)
    (poll,) = rows(box, Poll)

    def room(fact, _needs):
        strange = found("x", feed_id="nobody")
        yield FeedParsed(feed_id=fact.feed_id, status=200, body_sha="s", body_bytes=1, entries=(strange,), etag="2")

    run(box, leg(room, door="fetch_feed"), poll.id)
    after = row(box, Poll, poll.id)
    assert (after.stage, after.code) == ("failed", Code.INTERNAL)
    assert "INSERT" not in after.detail
    assert rows(box, Feed)[0].etag is None


def test_a_late_worker_writes_nothing(box, entry):
    def slow(_fact, _needs):
        box.clock.turn(box.settings.lease_s)
        assert len(box.ledger.claim(Entry, "fetch_page", [entry])) == 1
        yield PageFetched(entry_id=entry, url="https://news.example/a", body_key="k", media_type="text/html")

    run(box, leg(slow), entry)
    after = row(box, Entry, entry)
    assert (after.stage, after.token, after.attempts) == ("fetch_page", 2, 2)


def test_a_late_refusal_writes_nothing(box, entry):
    def slow(_fact, _needs):
        box.clock.turn(box.settings.lease_s)
        box.ledger.claim(Entry, "fetch_page", [entry])
        raise Reject(Code.EMPTY_PAGE)
        yield

    run(box, leg(slow), entry)
    assert stored(box, entry) == ("fetch_page", None)


def test_a_row_that_is_not_free_is_left_alone(box, entry):
    box.ledger.claim(Entry, "fetch_page", [entry])
    run(box, raising(AssertionError("must not run")), entry, "unknown")
    assert stored(box, entry) == ("fetch_page", None)


# Batches


def test_one_row_of_a_batch_takes_no_other_down(box):
    names = [put_entry(box, found(f"e{number}")) for number in range(3)]

    def room(fact: EntryFound, _needs):
        if fact.identity == "e1":
            raise ZeroDivisionError
        yield PageFetched(entry_id=fact.entry_id, url=fact.url, body_key="k", media_type="text/html")

    run(box, leg(room), *names)
    assert [stored(box, name)[0] for name in names] == ["extract_blocks", "fetch_page", "extract_blocks"]


def summit(number):
    url = f"https://news.example/{number}"
    return detected(url, Told(TEXT.format(f"Town {number}"), (f"person {number}",), "Tokyo"), title=f"Title {number}")


def test_a_poisonous_row_of_a_records_batch_takes_no_other_down(box):
    facts = [summit(0), '{"kept":{}}', summit(2)]
    names = [put_at(box, f"e{number}", "find_copies", fact) for number, fact in enumerate(facts)]
    run(box, "find_copies", *names)
    assert [stored(box, name) for name in names] == [
        ("done", None),
        ("find_copies", Code.INTERNAL),
        ("done", None),
    ]
    assert len(rows(box, Article)) == len(rows(box, OutboxEvent)) == 2


def test_a_row_that_the_database_refuses_takes_no_other_down(box):
    names = [put_at(box, f"e{number}", "find_copies", summit(number)) for number in range(3)]
    *before, record = LEG_AT["find_copies"].stages

    def to_nowhere(linked, needs):
        if linked.detected.kept.canonical_url.endswith("/1"):
            away = StoryLink(source=linked.places[0].segment_id, target="nobody", kind=LinkKind.FOLLOW_UP, score=1)
            linked = StoriesLinked(detected=linked.detected, places=linked.places, links=(away,))
        yield from record.run(linked, needs)

    run(box, Leg((*before, replace(record, run=to_nowhere))), *names)
    assert [stored(box, name)[0] for name in names] == ["done", "find_copies", "done"]
    assert stored(box, names[1])[1] == Code.INTERNAL
    assert len(rows(box, Article)) == 2


def test_rows_of_one_batch_see_each_other(box):
    names = [put_at(box, f"e{n}", "find_copies", fact) for n, fact in enumerate((summit(0), twin_of_summit()))]
    run(box, "find_copies", *names)
    assert len({segment.story_id for segment in rows(box, SegmentRow)}) == 1


def twin_of_summit():
    told = Told(TEXT.format("Town 0"), ("person 0",), "Tokyo")
    return detected("https://other.example/0", told, title="Elsewhere")


def test_an_outcome_in_a_records_batch_is_committed_with_the_others(box):
    names = [put_at(box, f"e{number}", "find_copies", summit(number)) for number in range(2)]
    *before, record = LEG_AT["find_copies"].stages

    def picky(linked, needs):
        if linked.detected.kept.canonical_url.endswith("/0"):
            raise Skip(Code.UNCHANGED)
        yield from record.run(linked, needs)

    run(box, Leg((*before, replace(record, run=picky))), *names)
    assert [stored(box, name)[0] for name in names] == ["skipped", "done"]


# The way of an article


@pytest.fixture
def site(tmp_path, database_url, clock, httpserver):
    """A toolbox that may speak to the test's own server, which has no robots.txt."""
    httpserver.expect_request("/robots.txt").respond_with_data("", status=404)
    allow = f"{httpserver.host}:{httpserver.port}"
    with closing(open_toolbox(settings_for(tmp_path, database_url, allow_hosts=(allow,)), no_send, clock)) as tools:
        yield tools, httpserver


def subscribe(box, url):
    with box.database.write() as connection:
        box.feeds.add(connection, url)
    run_clock_leg(LEG_AT["plan_fetches"], box)
    (poll,) = rows(box, Poll)
    return poll.id


def poll_once(site, *answers):
    box, server = site
    for answer in answers:
        server.expect_ordered_request("/feed").respond_with_data(**answer)
    name = subscribe(box, server.url_for("/feed"))
    run(box, "fetch_feed", name)
    return name


def test_a_feed_comes_out_as_articles(site):
    box, server = site
    server.expect_request("/one").respond_with_data(
        article_html("One", TEXT.format("Braga"), TEXT.format("Viseu")), content_type="text/html"
    )
    feed = RSS.format(server.url_for("/one"))
    server.expect_request("/feed").respond_with_data(feed, content_type="application/rss+xml", headers={"ETag": '"1"'})
    name = subscribe(box, server.url_for("/feed"))
    for door in ("fetch_feed", "parse_feed"):
        run(box, door, name)
    poll = row(box, Poll, name)
    assert (poll.stage, poll.status, poll.entries_new) == ("done", 200, 1)
    (entry,) = rows(box, Entry)
    for door in ("fetch_page", "extract_blocks", "find_copies"):
        assert row(box, Entry, entry.id).stage == door
        run(box, door, entry.id)
    (article,) = rows(box, Article)
    assert stored(box, entry.id) == ("done", None)
    assert row(box, Entry, entry.id).article_id == article.id
    assert (article.title, article.trace) == ("One", entry.trace)
    assert (rows(box, Feed)[0].etag, rows(box, Feed)[0].title) == ('"1"', "Wire")


def test_a_feed_that_fails_ends_its_look_and_backs_off(site):
    name = poll_once(site, {"response_data": "", "status": 503})
    box, _ = site
    poll, (feed,) = row(box, Poll, name), rows(box, Feed)
    assert (poll.stage, poll.code) == ("failed", Code.SERVER_ERROR)
    assert (feed.errors, feed.code) == (1, Code.SERVER_ERROR)
    assert feed.next_poll_at > box.clock.now()


def test_a_feed_that_is_gone_is_not_asked_again(site):
    poll_once(site, {"response_data": "", "status": 410})
    assert rows(site[0], Feed)[0].status == "gone"


def test_a_page_that_is_no_feed_fails_without_moving_the_cursor(site):
    page = article_html("Not a feed", TEXT.format("Braga"))
    name = poll_once(site, {"response_data": page, "content_type": "text/html", "headers": {"ETag": '"1"'}})
    box, _ = site
    run(box, "parse_feed", name)
    assert row(box, Poll, name).code == Code.NOT_A_FEED
    assert rows(box, Feed)[0].etag is None


def json_feed(words):
    item = {"id": words, "url": "https://a.example/", "title": words, "content_text": f"{TEXT} {words} {TEXT}"}
    return json.dumps({"version": "https://jsonfeed.org/version/1.1", "title": words, "items": [item]})


def test_nul_in_a_feed_is_no_trouble(site):
    """PostgreSQL takes no NUL in a text, nor does it take one in JSON that it is asked to look into."""
    name = poll_once(site, {"response_data": json_feed("a\0b"), "content_type": "application/feed+json"})
    box, _ = site
    run(box, "parse_feed", name)
    assert row(box, Poll, name).stage == "done"
    (entry,) = rows(box, Entry)
    assert "\0" not in entry.title


def test_a_lone_surrogate_in_a_feed_costs_only_itself(site):
    name = poll_once(site, {"response_data": json_feed("a\ud800b"), "content_type": "application/feed+json"})
    box, _ = site
    run(box, "parse_feed", name)
    assert row(box, Poll, name).code is None


@pytest.mark.parametrize(
    ("words", "end"),
    [("a\0b", ("done", None)), ("a\ud800b", ("dead", Code.BAD_INPUT))],
    ids=["nul", "surrogate"],
)
def test_pushed_words_that_a_database_may_refuse_have_a_named_end(box, words, end):
    line = json.dumps({"id": words, "title": words, "text": f"{TEXT} {words} {TEXT}"}).encode()
    hints = Hints(external_id="x")
    kind = "application/vnd.slugline.article+json"
    name = put_entry(box, found("pushed", url=None, body_key=box.raw.put(line), media_type=kind, hints=hints))
    for door in ("extract_blocks", "find_copies"):
        run(box, door, name)
    assert stored(box, name) == end


def test_nul_on_a_page_is_no_trouble(box):
    html = article_html("One\0&#0;", f"{TEXT} a\0b&#0; {TEXT}")
    name = put_entry(box, found_with_body(box, "page", html, url="https://news.example/nul"))
    for door in ("extract_blocks", "find_copies"):
        run(box, door, name)
    assert stored(box, name) == ("done", None)


def test_an_external_id_with_nul_is_no_trouble(box, tmp_path):
    path = tmp_path / "push.jsonl"
    path.write_text(json.dumps({"id": "a\0b", "url": "https://news.example/push", "title": "T\0", "text": TEXT}))
    (item,) = items(str(path), box.raw)
    name = put_entry(box, item.entry)
    for door in ("extract_blocks", "find_copies"):
        run(box, door, name)
    assert stored(box, name) == ("done", None)


# A body that vanished


def body_of(box, name):
    (path,) = (box.settings.data_dir / "raw").rglob(f"{name}.zst")
    return path


def test_an_entry_whose_page_vanished_starts_over_from_its_page(site):
    box, server = site
    server.expect_request("/one").respond_with_data(article_html("One", TEXT.format("Braga")), content_type="text/html")
    name = put_entry(box, found("one", url=server.url_for("/one")))
    run(box, "fetch_page", name)
    for path in box.raw.root.rglob("*.zst"):
        path.unlink()
    run(box, "extract_blocks", name)
    assert stored(box, name) == ("fetch_page", Code.RAW_MISSING)
    for door in ("fetch_page", "extract_blocks", "find_copies"):
        run(box, door, name)
    assert stored(box, name) == ("done", None)


def test_a_store_that_loses_every_body_does_not_make_us_ask_for_ever(site):
    box, server = site
    server.expect_request("/one").respond_with_data(article_html("One", TEXT.format("Braga")), content_type="text/html")
    name = put_entry(box, found("one", url=server.url_for("/one")))
    while row(box, Entry, name).stage != "dead":
        run(box, "fetch_page", name)
        for path in box.raw.root.rglob("*.zst"):
            path.unlink()
        run(box, "extract_blocks", name)
    assert stored(box, name) == ("dead", Code.RAW_MISSING)
    asked = [request for request, _ in server.log if request.path == "/one"]
    assert len(asked) == box.settings.max_attempts


def test_a_pushed_body_that_vanished_is_lost_and_said_so(box):
    name = put_entry(box, found_with_body(box, "pushed", "<p>x</p>", url=None))
    for path in box.raw.root.rglob("*.zst"):
        path.unlink()
    run(box, "extract_blocks", name)
    assert stored(box, name) == ("dead", Code.RAW_MISSING)


def test_a_feeds_own_content_that_vanished_is_fetched_from_the_page(box):
    name = put_entry(box, found_with_body(box, "full", "<p>x</p>", url="https://news.example/full"))
    for path in box.raw.root.rglob("*.zst"):
        path.unlink()
    run(box, "extract_blocks", name)
    after = row(box, Entry, name)
    assert (after.stage, after.code, after.host) == ("fetch_page", Code.RAW_MISSING, "news.example")


def test_a_large_entry_whose_body_vanished_starts_over_too(box):
    hints = Hints(description="long words " * 600)
    entry = found_with_body(box, "large", "<p>x</p>", url="https://news.example/large", hints=hints)
    name = put_entry(box, entry)
    body_of(box, entry.body_key).unlink()
    run(box, "extract_blocks", name)
    assert stored(box, name) == ("fetch_page", Code.RAW_MISSING)


def test_a_large_fact_lies_in_the_raw_store(box):
    name = put_entry(box, found("large", hints=Hints(description="x" * 10_000)))
    fact = row(box, Entry, name).fact
    assert fact.startswith("raw:")
    assert len(box.raw.get(fact.removeprefix("raw:"))) > 10_000


def test_the_same_page_again_is_skipped_and_knows_its_article(box):
    html = article_html("One", TEXT.format("Braga"))
    names = [put_entry(box, found_with_body(box, each, html, url="https://news.example/one")) for each in ("a", "b")]
    for door in ("extract_blocks", "find_copies"):
        run(box, door, names[0])
    run(box, "extract_blocks", names[1])
    assert stored(box, names[1]) == ("skipped", Code.UNCHANGED)
    assert row(box, Entry, names[1]).article_id == rows(box, Article)[0].id
    assert len(rows(box, Revision)) == 1


def test_a_very_long_address_is_no_trouble(box):
    url = "https://news.example/" + "".join(ids.article_id(str(number)) for number in range(200))
    name = put_entry(box, found_with_body(box, "long", article_html("One", TEXT.format("Braga")), url=url))
    for door in ("extract_blocks", "find_copies"):
        run(box, door, name)
    assert stored(box, name) == ("done", None)
    with box.database.write() as connection:
        assert box.feeds.add(connection, url)


def test_a_very_long_word_is_no_trouble(box):
    word = "".join(ids.article_id(str(number)).replace("-", "") for number in range(200))
    name = put_entry(
        box, found_with_body(box, "long", article_html(f"One {word}", f"{word} {TEXT} Ann {word.title()}"))
    )
    for door in ("extract_blocks", "find_copies"):
        run(box, door, name)
    assert stored(box, name) == ("done", None)
