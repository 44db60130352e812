import datetime as dt
from uuid import UUID

from support.facts import AT, Told, detected, keep, rows

from schemas.records import SegmentRow
from schemas.relations import LikenessRow, SegmentKey, SegmentProfile
from schemas.segments import CorrectionKind, SegmentKind
from tasks.link_stories.neighbourhood import Standing
from tasks.link_stories.profile import from_json
from worker.toolbox.database import upsert
from worker.toolbox.rules import Rule, keep_rules

DAY = dt.timedelta(days=1)
TODAY = AT.date()
SUMMIT = Told("Lee met Ishiba at the palace.", ("lee jae myung", "shigeru ishiba"), "Tokyo", TODAY)
FLOOD = Told("River Mondego flooded the old town of Coimbra and two hundred people left their homes by boat")


def near(box, *keys, since=TODAY - DAY, until=TODAY + DAY, without="", limit=9):
    weights = {key: 1 - number / 100 for number, key in enumerate(keys)}
    return box.stories.near(weights, since=since, until=until, day=TODAY, without=without, limit=limit)


def at(url, *told, **meta):
    return detected(f"https://news.example/{url}", *told, **meta)


def test_a_segment_is_found_by_its_telling_words(box):
    keep(box, at("a", SUMMIT))
    (found,) = near(box, "palace")
    assert "palace" in from_json(found.profile).words
    assert near(box, "castle") == []
    assert near(box) == []


def test_only_the_window_is_looked_at(box):
    keep(box, at("a", SUMMIT))
    assert near(box, "palace", since=TODAY, until=TODAY) != []
    assert near(box, "palace", since=TODAY + DAY) == []
    keep(box, at("b", SUMMIT, published=AT + DAY))
    assert len(near(box, "palace")) == 2


def test_an_article_is_not_near_itself(box):
    recorded = keep(box, at("a", SUMMIT))
    assert near(box, "palace", without=recorded.article_id) == []


def test_serving_segments_are_not_near(box):
    keep(box, at("a", SUMMIT._replace(kind=SegmentKind.BACKGROUND)))
    assert near(box, "palace") == []


def test_what_a_revision_left_out_is_not_near(box):
    keep(box, at("a", SUMMIT))
    keep(box, at("a", Told("Something else entirely, in a harbour.")))
    assert near(box, "palace") == []
    assert len(near(box, "harbour")) == 1


def test_the_segment_that_shares_most_comes_first(box):
    keep(box, at("a", Told("Rain over the harbour.")))
    most = keep(box, at("b", Told("Snow in the harbour of Tromsø.")))
    article_of = {row.id: row.article_id for row in rows(box, SegmentRow)}
    for limit in (9, 1):
        found = near(box, "snow", "harbour", limit=limit)
        assert article_of[found[0].segment_id] == most.article_id


def test_of_a_common_word_only_the_nearest_reports_are_looked_at(box):
    keep(box, at("old", Told("Harbour notice."), published=AT - DAY))
    keep(box, at("new", Told("Harbour notice again.")))
    crowd = [
        {"key": "harbour", "day": TODAY, "segment_id": str(UUID(int=number)), "weight": 0.5} for number in range(99)
    ]
    assert len(near(box, "harbour", limit=500)) == 2
    with box.database.write() as connection:
        upsert(connection, SegmentKey, crowd)
    assert len(near(box, "harbour", limit=500)) == 1


def test_likenesses_are_found_from_either_end(box):
    keep(box, at("a", FLOOD))
    keep(box, at("b", FLOOD, title="Another"))
    (row,) = rows(box, LikenessRow)
    assert row.left_id < row.right_id
    (one,), (other,) = box.stories.around([row.left_id]), box.stories.around([row.right_id])
    assert one == other == (row.left_id, row.right_id, row.score)
    assert box.stories.around([]) == []


def test_who_resembles_another_is_told_from_either_end(box):
    one, two, three, alone = (str(UUID(int=number)) for number in range(1, 5))
    with box.database.write() as connection:
        pairs = [{"left_id": one, "right_id": other, "score": 0.5} for other in (two, three)]
        upsert(connection, LikenessRow, pairs)
    assert box.stories.alike([one, two, alone]) == {one, two}
    assert box.stories.alike([three, alone]) == {three}
    assert box.stories.alike([alone]) == box.stories.alike([]) == set()


def test_standing_and_sizes_know_current_segments_only(box):
    keep(box, at("a", FLOOD))
    keep(box, at("b", FLOOD, title="Another", published=AT + DAY))
    days = {row.segment_id: row.day for row in rows(box, SegmentProfile)}
    first, second = sorted(rows(box, SegmentRow), key=lambda row: days[row.id])
    assert first.story_id == second.story_id
    assert set(box.stories.standing([first.id, second.id, "unknown"])) == {first.id, second.id}
    assert Standing(TODAY, first.story_id) in box.stories.standing([first.id, second.id]).values()
    assert set(box.stories.standing([first.id, second.id], (TODAY, TODAY))) == {first.id}
    assert set(box.stories.standing([first.id, second.id], (TODAY, TODAY + DAY))) == {first.id, second.id}
    assert box.stories.sizes([first.story_id], TODAY, TODAY + DAY) == {first.story_id: 2}
    assert box.stories.sizes([first.story_id], TODAY, TODAY) == {first.story_id: 1}
    keep(box, at("b", SUMMIT, title="Third", published=AT + DAY))
    assert box.stories.sizes([first.story_id], TODAY, TODAY + DAY) == {first.story_id: 1}
    assert set(box.stories.standing([first.id, second.id])) == {first.id}


def test_rules_come_by_kind(box):
    keep(box, at("a", FLOOD))
    keep(box, at("b", SUMMIT))
    one, other = sorted(row.id for row in rows(box, SegmentRow))
    with box.database.write() as connection:
        keep_rules(connection, [Rule(CorrectionKind.APART, one, other)], AT)
    assert list(box.stories.rules([one], []).apart) == [(one, other)]
    assert not box.stories.rules([other], []).together
    stories = {row.story_id for row in rows(box, SegmentRow)}
    assert set(box.stories.rules([], stories).corrected) == stories


def test_keys_that_a_revision_lost_are_gone(box):
    keep(box, at("a", FLOOD))
    keep(box, at("a", SUMMIT, title="B"))
    assert "mondego" not in {key.key for key in rows(box, SegmentKey)}
