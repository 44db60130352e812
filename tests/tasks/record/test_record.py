import datetime as dt
import json

import msgspec
import pytest
from support.facts import AT, Told, captured, detected

from schemas.events import SegmentPlaced, StoriesLinked
from schemas.segments import LinkKind, SegmentKind, StoryLink
from tasks.link_stories.profile import segment_ids
from tasks.record import record
from tasks.record.rows import RECORDED, REVISED, Known

URL = "https://news.example/a"
NOW = AT + dt.timedelta(hours=1)


class Needs:
    def __init__(self, known=None):
        self.archive = self.clock = self
        self._known = known
        self.stored = []

    def known(self, article_id):
        self.asked = article_id
        return self._known

    def store(self, rows):
        self.stored.append(rows)

    def now(self):
        return NOW


def linked(*segments, links=(), **meta):
    fact = detected(URL, *(segments or (Told("One."), Told("Three times as long.", kind=SegmentKind.FAQ))), **meta)
    places = tuple(
        SegmentPlaced(
            segment_id=name,
            day=AT.date(),
            story_id="story" if segment.kind is SegmentKind.STORY else None,
            profile="{}" if segment.kind is SegmentKind.STORY else None,
            keys={"a": 0.8, "b": 0.6} if segment.kind is SegmentKind.STORY else {},
        )
        for name, segment in zip(segment_ids(fact), fact.segments, strict=True)
    )
    return StoriesLinked(detected=fact, places=places, links=links)


def rows_of(fact, known=None):
    needs = Needs(known)
    (recorded,) = record(fact, needs)
    (rows,) = needs.stored
    return recorded, rows


def known(*revisions, updated=None):
    return Known(revisions, updated, AT)


def test_a_first_version_is_recorded_as_number_one():
    fact = linked()
    recorded, rows = rows_of(fact)
    assert (recorded.number, recorded.segments, recorded.links) == (1, 2, 0)
    assert (rows.revision["number"], rows.article["revisions"], rows.newest) == (1, 1, True)
    assert rows.event["type"] == RECORDED
    assert rows.event["subject"] == recorded.article_id


def test_the_next_version_is_numbered_on():
    recorded, rows = rows_of(linked(), known("r1", "r2"))
    assert recorded.number == 3
    assert rows.event["type"] == REVISED


def test_a_version_that_is_stored_keeps_its_number():
    fact = linked()
    recorded, rows = rows_of(fact, known("r1", fact.detected.kept.revision_id, "r3"))
    assert recorded.number == rows.revision["number"] == 2


@pytest.mark.parametrize(
    ("stored", "given", "newest"),
    [(None, None, True), (AT, None, True), (None, AT, True), (AT, AT, True), (AT, NOW, True), (NOW, AT, False)],
)
def test_only_a_version_said_to_be_older_does_not_become_the_face(stored, given, newest):
    assert rows_of(linked(updated=given), known("r1", updated=stored))[1].newest is newest


def test_shares_are_by_length_and_sum_to_one():
    _, rows = rows_of(linked())
    assert [row["share"] for row in rows.segments] == [round(4 / 24, 4), round(20 / 24, 4)]


def test_how_sure_a_segment_is_becomes_columns_and_unknown_stays_unknown():
    fact = linked()
    first, second = fact.detected.segments
    first = msgspec.structs.replace(first, confidence=0.6, place_confidence=0.95, date_confidence=0.4)
    told = msgspec.structs.replace(fact.detected, segments=(first, second))
    _, rows = rows_of(msgspec.structs.replace(fact, detected=told))
    sure = [(row["confidence"], row["place_confidence"], row["date_confidence"]) for row in rows.segments]
    assert sure == [(0.6, 0.95, 0.4), (None, None, None)]


def test_only_story_segments_are_told_and_found_stories():
    _, rows = rows_of(linked())
    assert [segment["slug"] for segment in rows.event["data"]["segments"]] == ["Slug"]
    assert [story["id"] for story in rows.stories] == ["story"]


def test_a_story_of_an_archive_is_as_old_as_the_capture_where_the_page_has_no_date():
    fact, old = linked(published=None), AT - dt.timedelta(days=900)
    _, rows = rows_of(msgspec.structs.replace(fact, detected=captured(fact.detected, old)))
    assert [(story["first_seen"], story["last_seen"]) for story in rows.stories] == [(old, old)]
    assert (rows.article["published"], rows.article["first_seen"]) == (None, NOW)


def test_only_story_segments_have_keys_and_a_profile():
    _, rows = rows_of(linked())
    (profile,) = rows.profiles
    assert {(row["segment_id"], row["key"], row["weight"]) for row in rows.keys} == {
        (profile["segment_id"], "a", 0.8),
        (profile["segment_id"], "b", 0.6),
    }
    assert (profile["day"], profile["article_id"]) == (AT.date(), rows.article["id"])


def test_links_become_rows_with_their_evidence():
    _, rows = rows_of(linked(links=(StoryLink(source="a", target="b", kind=LinkKind.FOLLOW_UP, score=0.5),)))
    (row,) = rows.links
    assert (row["source_id"], row["target_id"], row["kind"], row["score"]) == ("a", "b", "follow_up", 0.5)
    assert json.loads(json.dumps(row["evidence"])) == {"shared": [], "conflicts": [], "features": []}


def test_recording_again_makes_the_same_rows():
    fact = linked()
    assert rows_of(fact) == rows_of(fact)
