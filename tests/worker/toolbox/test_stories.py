import datetime as dt

from support.facts import AT, Told, detected, keep, rows

from schemas.records import SegmentRow
from schemas.segments import SegmentKind

DAY = dt.timedelta(days=1)
SUMMIT = Told("Lee met Ishiba at the palace.", ("lee jae myung", "shigeru ishiba"), "Tokyo", AT.date())


def near(box, *keys, since=AT - DAY, until=AT + DAY, without="", limit=9):
    return box.stories.near(keys, since=since, until=until, without=without, limit=limit)


def urls(found, box):
    names = {row.id: row for row in rows(box, SegmentRow)}
    return [names[each.segment_id].article_id for each in found]


def test_a_segment_is_found_by_people_by_place_and_by_words(box):
    keep(box, detected("https://news.example/a", SUMMIT))
    for key in ("person:shigeru ishiba", "place:tokyo", "term:palace"):
        (found,) = near(box, key)
        assert found.people == ("lee jae myung", "shigeru ishiba")
        assert (found.place, found.date, found.at) == ("Tokyo", AT.date(), AT)
        assert "palace" in found.terms
    assert near(box, "person:somebody else") == []
    assert near(box) == []


def test_only_the_window_is_looked_at(box):
    keep(box, detected("https://news.example/a", SUMMIT))
    assert near(box, "place:tokyo", since=AT, until=AT) != []
    assert near(box, "place:tokyo", since=AT + dt.timedelta(seconds=1)) == []
    assert near(box, "place:tokyo", until=AT - dt.timedelta(seconds=1)) == []


def test_an_article_is_not_near_itself(box):
    recorded = keep(box, detected("https://news.example/a", SUMMIT))
    assert near(box, "place:tokyo", without=recorded.article_id) == []


def test_serving_segments_are_not_near(box):
    keep(box, detected("https://news.example/a", SUMMIT._replace(kind=SegmentKind.BACKGROUND)))
    assert near(box, "place:tokyo") == []


def test_what_a_revision_left_out_is_not_near(box):
    keep(box, detected("https://news.example/a", SUMMIT))
    keep(box, detected("https://news.example/a", Told("Something else.", place="Seoul")))
    assert near(box, "place:tokyo") == []
    assert len(near(box, "place:seoul")) == 1


def test_the_segment_that_shares_most_comes_first(box):
    keep(box, detected("https://news.example/a", Told("Rain.", ("ann",), "Tokyo")))
    most = keep(box, detected("https://news.example/b", Told("Snow.", ("ann", "bob"), "Tokyo")))
    found = near(box, "person:ann", "person:bob", "place:tokyo")
    assert urls(found, box)[0] == most.article_id
    assert urls(near(box, "person:ann", "person:bob", "place:tokyo", limit=1), box) == [most.article_id]


def test_the_story_of_a_stored_segment_is_known(box):
    keep(box, detected("https://news.example/a", SUMMIT))
    (stored,) = rows(box, SegmentRow)
    assert box.stories.story_of([stored.id, "unknown"]) == {stored.id: stored.story_id}
    assert box.stories.story_of([]) == {}
