from datetime import timedelta

import pytest
from support.facts import AT, Told, change, detected, keep, rows

from schemas import ids
from schemas.codes import Code
from schemas.outcomes import Fault
from schemas.records import Article, LinkRow, SegmentRow, Story
from schemas.segments import LinkKind, PageLink, SegmentKind
from worker.reading import records
from worker.reading.records import Filter

SUMMIT = Told("Lee met Ishiba at the palace in the evening.", ("lee jae myung", "shigeru ishiba"), "Tokyo", AT.date())
SENATE = Told("Nikai received the director at his office.", ("toshihiro nikai",), "Tokyo", AT.date())
BACKGROUND = Told("The countries have long disagreed.", kind=SegmentKind.BACKGROUND)
INSIDE = (PageLink(source=0, target=1, kind=LinkKind.CONTRADICTS, score=0.5),)
ONE, TWO = "https://one.example/a", "https://two.example/b"


@pytest.fixture
def filled(box):
    """One page with two stories, and a minute later the same text of the first elsewhere."""
    keep(box, detected(ONE, SUMMIT, SENATE, BACKGROUND, links=INSIDE, title="Summit 100%"))
    box.clock.turn(60)
    keep(box, detected(TWO, SUMMIT, title="The same", published=AT + timedelta(hours=1)))
    return box


@pytest.fixture
def ask(filled):
    with filled.database.read() as connection:
        yield lambda name, *arguments: getattr(records, name)(connection, *arguments)


def test_the_newest_article_comes_first_with_its_counts(ask):
    listed = ask("articles", Filter())
    assert [(row["title"], row["stories"], row["copies"]) for row in listed] == [
        ("The same", 1, 1),
        ("Summit 100%", 2, 1),
    ]
    assert len(ask("articles", Filter(limit=1))) == 1


def test_lists_are_narrowed_by_time_and_words(ask, filled):
    now = filled.clock.now()
    assert [row["title"] for row in ask("articles", Filter(since=now))] == ["The same"]
    assert [row["title"] for row in ask("articles", Filter(query="summit"))] == ["Summit 100%"]
    assert len(ask("segments", Filter(since=now))) == 1
    assert len(ask("stories", Filter(query="nikai"))) == 1
    assert ask("links", Filter(since=now + timedelta(seconds=1))) == []


@pytest.mark.parametrize("query", ["%", "_", "100%"])
def test_wildcards_are_plain_characters(ask, query):
    assert [row["title"] for row in ask("articles", Filter(query=query))] == (["Summit 100%"] if "%" in query else [])


def test_a_list_is_narrowed_by_feed(filled):
    with filled.database.write() as connection:
        filled.feeds.add(connection, "https://one.example/feed")
    feed = ids.feed_id("https://one.example/feed")
    change(filled, Article, ids.article_id(ONE), feed_id=feed)
    with filled.database.read() as connection:
        for given in (feed, feed[:6], "https://one.example/feed"):
            assert [row["title"] for row in records.articles(connection, Filter(feed=given))] == ["Summit 100%"]
            assert len(records.segments(connection, Filter(feed=given))) == 3
        with pytest.raises(Fault):
            records.articles(connection, Filter(feed="https://nobody.example/"))


def test_an_article_is_shown_whole(ask):
    article = ask("article", ids.article_id(ONE)[:8])
    assert [segment["position"] for segment in article["segments"]] == [0, 1, 2]
    assert article["text"].startswith("Lee met Ishiba")
    assert [block["index"] for block in article["blocks"]] == [0, 1, 2]
    assert [version["number"] for version in article["versions"]] == [1]
    assert {link["kind"] for link in article["links"]} == {"contradicts", "same_event"}
    assert article["duplicates"] == []


def test_twins_are_shown(filled):
    keep(filled, detected("https://three.example/c", SUMMIT, title="Another headline"))
    with filled.database.read() as connection:
        article = records.article(connection, ids.article_id(TWO))
        assert [twin["url"] for twin in article["duplicates"]] == ["https://three.example/c"]
        copies = {row["title"]: row["copies"] for row in records.articles(connection, Filter())}
    assert copies == {"The same": 2, "Another headline": 2, "Summit 100%": 1}


def test_a_segment_is_shown_with_its_words(ask, filled):
    (background,) = [row for row in rows(filled, SegmentRow) if row.kind == "background"]
    shown = ask("segment", background.id)
    assert (shown["text"], shown["article_url"]) == (BACKGROUND.text, ONE)


def test_a_segment_that_a_revision_left_out_can_still_be_shown(filled):
    (senate,) = [row for row in rows(filled, SegmentRow) if row.headline == SENATE.text]
    keep(filled, detected(ONE, SUMMIT, title="Shorter"))
    with filled.database.read() as connection:
        assert records.segment(connection, senate.id)["text"] == SENATE.text
        assert senate.id not in [row["id"] for row in records.segments(connection, Filter())]


def test_a_story_is_shown_in_the_order_of_the_news(ask, filled):
    (story,) = [row for row in rows(filled, Story) if "ishiba" in row.slug]
    assert [segment["article_url"] for segment in ask("story", story.id)["segments"]] == [ONE, TWO]
    (listed,) = [row for row in ask("stories", Filter()) if row["id"] == story.id]
    assert (listed["segments"], listed["articles"]) == (2, 2)


def test_a_link_is_shown_with_both_ends(ask, filled):
    (contradiction,) = [row for row in rows(filled, LinkRow) if row.kind == "contradicts"]
    shown = ask("link", contradiction.id)
    assert (shown["source_slug"], shown["target_slug"]) == ("myung–ishiba", "nikai")


@pytest.mark.parametrize(("what", "count"), [("articles", 2), ("segments", 4), ("links", 2), ("stories", 3)])
def test_an_export_holds_everything(ask, what, count):
    assert len(list(ask("export", what))) == count


def test_an_export_of_segments_says_where_and_when(ask):
    for row in ask("export", "segments"):
        assert row["article_url"] in (ONE, TWO)
        assert row["first_seen"].tzinfo is not None
        assert (row["story_id"] is None) == (row["kind"] != "story")


def test_a_long_export_comes_in_pages(box):
    for number in range(3):
        keep(box, detected(f"https://news.example/{number}", Told(f"Words {number}.")))
    with box.database.read() as connection:
        assert len(list(records.export(connection, "articles"))) == 3


@pytest.mark.parametrize("given", ["", "abc", "zzzz", "%%%%", "____", "' OR 1=1 --"])
def test_an_id_that_names_nothing_is_bad_input(ask, given):
    for name in ("article", "segment", "story", "link"):
        with pytest.raises(Fault) as caught:
            ask(name, given)
        assert caught.value.code is Code.BAD_INPUT
