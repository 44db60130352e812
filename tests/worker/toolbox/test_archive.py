import datetime as dt

import msgspec
import pytest
from support.facts import AT, Told, detected, keep, row, rows

from schemas.records import (
    Article,
    DuplicateGroup,
    LinkRow,
    OutboxEvent,
    Revision,
    SegmentRow,
    Story,
)
from schemas.relations import SegmentKey, SegmentProfile
from schemas.segments import Evidence, LinkKind, PageLink, SegmentKind
from tasks.link_stories import link_stories
from tasks.link_stories.profile import from_json
from tasks.record import record

URL, OTHER = "https://news.example/a", "https://other.example/b"
SUMMIT = Told("President Lee met Prime Minister Ishiba in Tokyo.", ("lee jae myung", "shigeru ishiba"), "Tokyo")
SENATE = Told("Toshihiro Nikai received Lee Jong-seok.", ("toshihiro nikai", "lee jong seok"), "Tokyo")
BACKGROUND = Told("The two countries have long disagreed.", kind=SegmentKind.BACKGROUND)
TABLES = (DuplicateGroup, Article, Revision, Story, SegmentRow, SegmentKey, LinkRow, OutboxEvent)
INSIDE = (PageLink(source=0, target=1, kind=LinkKind.CONTRADICTS, score=0.5, evidence=Evidence(shared=("tokyo",))),)


def everything(box):
    return {model: sorted(map(tuple, rows(box, model)), key=repr) for model in TABLES}


def test_an_article_is_stored_with_all_that_belongs_to_it(box):
    recorded = keep(box, detected(URL, SUMMIT, SENATE, BACKGROUND, links=INSIDE, byline=("Ann Lee",)), trace="a" * 32)
    article = row(box, Article, recorded.article_id)
    assert (article.canonical_url, article.title, article.byline) == (URL, "A title", ["Ann Lee"])
    assert (article.revision_id, article.revisions, article.trace) == (recorded.revision_id, 1, "a" * 32)
    assert article.published == AT
    segments = sorted(rows(box, SegmentRow), key=lambda each: each.position)
    assert [segment.slug for segment in segments[:2]] == ["myung–ishiba", "nikai–seok"]
    assert [segment.story_id is not None for segment in segments] == [True, True, False]
    assert round(sum(segment.share for segment in segments), 2) == 1
    (link,) = rows(box, LinkRow)
    assert (link.source_id, link.target_id, link.kind) == (segments[0].id, segments[1].id, "contradicts")
    assert link.evidence["shared"] == ["tokyo"]
    assert (recorded.segments, recorded.links, recorded.number) == (3, 1, 1)


def test_storing_twice_changes_nothing(box):
    fact = detected(URL, SUMMIT, SENATE, links=INSIDE)
    first = keep(box, fact)
    before = everything(box)
    box.clock.turn(3600)
    assert keep(box, fact) == first
    assert everything(box) == before


def test_a_new_version_is_a_second_revision(box):
    first = keep(box, detected(URL, SUMMIT))
    box.clock.turn(60)
    second = keep(box, detected(URL, SUMMIT, SENATE, title="A better title"))
    assert (second.article_id, second.number) == (first.article_id, 2)
    article = row(box, Article, first.article_id)
    assert (article.title, article.revisions, article.revision_id) == ("A better title", 2, second.revision_id)
    assert article.first_seen < box.clock.now()
    assert {(each.number, each.title) for each in rows(box, Revision)} == {(1, "A title"), (2, "A better title")}


def test_a_segment_that_is_left_alone_keeps_its_id_and_its_story(box):
    keep(box, detected(URL, SUMMIT))
    (before,) = rows(box, SegmentRow)
    box.clock.turn(60)
    second = keep(box, detected(URL, BACKGROUND, SUMMIT))
    after = row(box, SegmentRow, before.id)
    assert (after.story_id, after.first_seen) == (before.story_id, before.first_seen)
    assert (after.position, after.blocks, after.revision_id) == (1, [1], second.revision_id)


def test_a_newer_reading_of_a_segment_takes_its_confidences(box):
    for sure in ((0.6, 0.95, None), (1.0, 0.4, 0.7)):
        fact = detected(URL, SUMMIT)
        names = ("confidence", "place_confidence", "date_confidence")
        (segment,) = (msgspec.structs.replace(each, **dict(zip(names, sure, strict=True))) for each in fact.segments)
        keep(box, msgspec.structs.replace(fact, segments=(segment,)))
        (kept,) = rows(box, SegmentRow)
        assert (kept.confidence, kept.place_confidence, kept.date_confidence) == sure


def test_equal_texts_in_one_revision_are_two_segments(box):
    keep(box, detected(URL, SUMMIT, SUMMIT))
    assert len(rows(box, SegmentRow)) == 2


def test_a_late_older_copy_is_kept_but_does_not_become_the_face(box):
    newer = keep(box, detected(URL, SENATE, title="Now", updated=AT))
    older = keep(box, detected(URL, SUMMIT, title="Then", updated=AT - dt.timedelta(hours=1)))
    article = row(box, Article, newer.article_id)
    assert (article.title, article.revision_id, article.revisions) == ("Now", newer.revision_id, 2)
    assert row(box, Revision, older.revision_id).number == 2


def test_a_late_older_copy_leaves_segments_it_shares_with_the_face(box):
    newer = keep(box, detected(URL, SUMMIT, SENATE, title="Now", updated=AT))
    keep(box, detected(URL, SUMMIT, title="Then", updated=AT - dt.timedelta(hours=1)))
    assert {segment.revision_id for segment in rows(box, SegmentRow)} == {newer.revision_id}


def test_one_event_a_revision(box):
    for _ in range(2):
        keep(box, detected(URL, SUMMIT))
        keep(box, detected(URL, SUMMIT, title="A better title"))
    events = sorted(rows(box, OutboxEvent), key=lambda event: event.seq)
    assert [event.type for event in events] == ["slugline.article.recorded", "slugline.article.revised"]
    assert {event.subject for event in events} == {rows(box, Article)[0].id}
    assert events[0].data["segments"][0]["slug"] == "myung–ishiba"


def test_a_revision_takes_the_words_it_lost_out_of_the_index(box):
    keep(box, detected(URL, SUMMIT))
    (segment,) = rows(box, SegmentRow)
    box.clock.turn(60)
    headed = SUMMIT._replace(headline="Palace")
    keep(box, detected(URL, headed, title="Another"))
    assert {key.segment_id for key in rows(box, SegmentKey)} == {segment.id}
    (profile,) = rows(box, SegmentProfile)
    assert {key.key: key.weight for key in rows(box, SegmentKey)} == from_json(profile.profile).keys


def test_a_story_spans_what_it_holds(box):
    keep(box, detected(URL, SUMMIT))
    later, earlier = AT + dt.timedelta(hours=2), AT - dt.timedelta(hours=2)
    keep(box, detected(OTHER, SUMMIT, published=later))
    keep(box, detected("https://third.example/c", SUMMIT, published=earlier))
    (story,) = rows(box, Story)
    assert (story.first_seen, story.last_seen) == (earlier, later)


def test_equal_texts_are_one_duplicate_group(box):
    first = keep(box, detected(URL, SUMMIT))
    box.clock.turn(60)
    second = keep(box, detected(OTHER, SUMMIT, title="Another headline", published=AT + dt.timedelta(hours=1)))
    (group,) = rows(box, DuplicateGroup)
    assert group.first_article_id == first.article_id
    assert {article.duplicate_group_id for article in rows(box, Article)} == {group.id}
    assert {article.id for article in rows(box, Article)} == {first.article_id, second.article_id}


def test_records_are_written_only_inside_a_transaction(box):
    with pytest.raises(AssertionError):
        box.archive.store(None)


def test_what_is_not_stored_is_unknown(box):
    fact = detected(URL, SUMMIT)
    assert box.archive.known(fact.kept.article_id) is None
    assert not box.archive.has_revision(fact.kept.revision_id)
    keep(box, fact)
    assert box.archive.has_revision(fact.kept.revision_id)
    assert box.archive.known(fact.kept.article_id).revision_ids == (fact.kept.revision_id,)


@pytest.mark.parametrize(
    "word", ["\u2028\u202e", "😀", "naïve – ‘’", "x" * 100_000], ids=["bidi", "emoji", "typography", "long"]
)
def test_any_character_survives(box, word):
    told = SUMMIT._replace(text=f"{word} and more.")
    recorded = keep(box, detected(URL, told, title=word))
    assert row(box, Article, recorded.article_id).title == word
    assert row(box, Revision, recorded.revision_id).text == told.text


def test_a_box_within_a_transaction_sees_what_it_wrote_and_others_do_not(box):
    fact = detected(URL, SUMMIT)
    with box.database.write() as connection:
        tools = box.within(connection)
        (linked,) = link_stories(fact, tools)
        list(record(linked, tools))
        assert tools.archive.has_revision(fact.kept.revision_id)
        assert not box.archive.has_revision(fact.kept.revision_id)
        connection.rollback()
    assert not box.archive.has_revision(fact.kept.revision_id)


def test_an_article_whose_feed_was_removed_meanwhile_stays(box):
    fact = detected("https://news.example/a", Told("The river rose."))
    page = msgspec.structs.replace(fact.kept.extracted.page, feed_id="a feed that is gone")
    extracted = msgspec.structs.replace(fact.kept.extracted, page=page)
    kept = msgspec.structs.replace(fact.kept, extracted=extracted)

    keep(box, msgspec.structs.replace(fact, kept=kept))

    (article,) = rows(box, Article)
    assert article.feed_id is None


def test_a_live_blog_leaves_no_keys_of_its_past(box):
    url = "https://news.example/live"
    for hour in range(5):
        keep(
            box, detected(url, Told(f"At {hour} the river Mondego in Coimbra stood at {hour} metres.", place="Coimbra"))
        )
    current = {
        segment.id for segment in rows(box, SegmentRow) if segment.revision_id == rows(box, Article)[0].revision_id
    }
    assert {key.segment_id for key in rows(box, SegmentKey)} == current
