"""What a new version of an article does to its stories and links."""

import datetime as dt

from support.facts import AT, Told, detected, keep, rows

from schemas.records import LinkRow, SegmentRow, Story
from schemas.relations import SegmentProfile
from schemas.segments import Evidence, LinkKind, PageLink, SegmentKind

URL = "https://news.example/a"
QUAKE = "A quake of magnitude 5.2 shook Coimbra on Friday and killed 12 people, Mayor Maria Silva said."
STRIKE = "Ferry crews of Oslo voted on Friday to strike over pay from Monday, union leader Kari Lund said."


def version(box, *told, number, **meta):
    box.clock.turn(60)
    return keep(box, detected(URL, *told, title=f"Version {number}", **meta))


def current(box):
    shown = {row.segment_id for row in rows(box, SegmentProfile)}
    return [row for row in rows(box, SegmentRow) if row.id in shown]


def test_a_story_of_one_article_keeps_its_id_through_all_versions(box):
    for number, addition in enumerate(("", " It rained.", " It rained. Nobody slept.")):
        version(box, Told(QUAKE + addition), number=number)
    (story,) = rows(box, Story)
    (segment,) = current(box)
    assert segment.story_id == story.id


def test_a_segment_that_tells_no_story_any_more_leaves_none_behind(box):
    version(box, Told(QUAKE), Told(STRIKE), number=1)
    version(box, Told(QUAKE), Told(STRIKE, kind=SegmentKind.BACKGROUND), number=2)
    assert [story.id for story in rows(box, Story)] == [segment.story_id for segment in current(box)]


def test_a_contradiction_ends_with_the_version_that_stated_it(box):
    against = PageLink(source=0, target=1, kind=LinkKind.CONTRADICTS, score=0.9, evidence=Evidence(shared=("x",)))
    version(box, Told(QUAKE), Told(STRIKE), links=(against,), number=1)
    assert len(rows(box, LinkRow)) == 1
    version(box, Told(QUAKE), Told(STRIKE), number=2)
    assert rows(box, LinkRow) == []


def test_the_day_of_an_undated_article_is_that_of_its_first_version(box):
    for number in range(2):
        keep(box, detected(URL, Told(f"{QUAKE} {number}"), title=str(number), published=None))
        box.clock.turn(5 * 86_400)
    (profile,) = rows(box, SegmentProfile)
    assert profile.day == AT.date()


def test_a_page_of_the_last_days_of_the_calendar_is_recorded(box):
    end = dt.datetime(9999, 12, 31, 20, tzinfo=dt.UTC)
    keep(box, detected(URL, Told(QUAKE), published=end))
    keep(box, detected("https://other.example/", Told(f"{QUAKE} It rained."), published=end))
    assert len({row.story_id for row in current(box)}) == 1


def test_a_late_copy_of_an_older_version_opens_no_story(box):
    version(box, Told(QUAKE), number=2, updated=AT + dt.timedelta(hours=2))
    version(box, Told(STRIKE), number=1, updated=AT)
    assert [row.story_id for row in rows(box, SegmentRow) if row.headline == STRIKE[:60]] == [None]
    assert len(rows(box, Story)) == 1


def test_a_new_version_of_a_page_of_thousands_of_segments_is_recorded(box):
    """More than a database takes values in one statement."""
    parts = [Told(f"Notice {number}.", kind=SegmentKind.BOILERPLATE) for number in range(17_000)]
    version(box, Told(QUAKE), *parts, number=1)
    version(box, Told(f"{QUAKE} It rained."), *parts, number=2)
    assert [row.headline for row in current(box)] == [f"{QUAKE} It rained."[:60]]
