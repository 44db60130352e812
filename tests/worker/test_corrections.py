"""A person's word about stories and links: kept as rules, obeyed at once, taken back one by one."""

from datetime import timedelta

import pytest
from support.facts import AT, Told, detected, keep, rows

from schemas.codes import Code
from schemas.outcomes import Fault
from schemas.records import LinkRow, SegmentRow, Story
from schemas.relations import Correction, SegmentProfile
from schemas.segments import CorrectionKind
from worker import corrections
from worker.reading.corrections import corrections as standing
from worker.repair import repair
from worker.toolbox.database import table
from worker.toolbox.rules import REPAIR, Rule, keep_rules

TOGETHER, APART, REJECTED = CorrectionKind
QUAKE = Told("The quake near Coimbra killed 12 people on Friday morning.", ("maria silva",), "Coimbra")
AFTER = Told("After the quake near Coimbra rescuers found 12 people dead on Friday.", ("maria silva",), "Coimbra")
LATER = Told("The quake near Coimbra: rescuers went home on Friday, people said.", ("maria silva",), "Coimbra")
STRIKE = Told("Ferry crews in Oslo voted to strike over pay from Monday.", ("kari lund",), "Oslo")


@pytest.fixture
def told(box):
    """Three segments of one story, an hour between them, and one of another, told last."""
    for number, segment in enumerate((QUAKE, AFTER, LATER, STRIKE)):
        url = f"https://news.example/{number}"
        keep(box, detected(url, segment, title=f"Title {number}", site="Courier", published=AT + hours(number)))
    assert home(box, QUAKE) == home(box, AFTER) == home(box, LATER) != home(box, STRIKE)
    return box


def hours(count):
    return timedelta(hours=count)


def segment(box, told):
    (row,) = [row for row in rows(box, SegmentRow) if row.headline == told.text[:60]]
    return row


def home(box, told):
    return segment(box, told).story_id


def rules(box):
    names = {row.id: row.headline for row in rows(box, SegmentRow)}
    return {(row.kind, frozenset((names[row.left_id], names[row.right_id]))) for row in rows(box, Correction)}


def rule(kind, *ends):
    return (kind.value, frozenset(each.text[:60] for each in ends))


def refused(act, *arguments):
    with pytest.raises(Fault) as caught:
        act(*arguments)
    assert caught.value.code is Code.BAD_INPUT
    return caught.value.detail


# Merging


def test_merged_stories_are_the_one_that_was_told_first(told):
    first, second = home(told, QUAKE), home(told, STRIKE)
    done = corrections.merge(told, second[:8], first, note="one day")
    assert {home(told, each) for each in (QUAKE, AFTER, LATER, STRIKE)} == {first}
    assert set(done.stories) == {first, second}
    assert rules(told) == {rule(TOGETHER, QUAKE, STRIKE)}
    (kept,) = rows(told, Correction)
    assert (kept.made_by, kept.note, kept.created_at) == ("person", "one day", told.clock.now())
    assert kept.left_id < kept.right_id


def test_a_merged_story_spans_both_and_the_other_is_gone(told):
    first, second = home(told, QUAKE), home(told, STRIKE)
    corrections.merge(told, first, second)
    (story,) = rows(told, Story)
    assert (story.id, story.first_seen, story.last_seen) == (first, AT, AT + hours(3))


def test_one_story_is_not_merged_with_itself(told):
    assert "one story" in refused(corrections.merge, told, home(told, QUAKE), home(told, QUAKE)[:9])


# Splitting


def test_segments_that_leave_a_story_are_one_of_their_own(told):
    story, leaving = home(told, QUAKE), [segment(told, each).id for each in (AFTER, LATER)]
    done = corrections.split(told, story, [leaving[0][:8], leaving[1], leaving[0]])
    assert home(told, QUAKE) == story
    assert home(told, AFTER) == home(told, LATER) != story
    assert done.stories == (story, home(told, AFTER))
    assert rules(told) == {rule(APART, AFTER, QUAKE), rule(TOGETHER, AFTER, LATER)}


def test_both_halves_of_a_split_story_know_their_times(told):
    story = home(told, QUAKE)
    corrections.split(told, story, [segment(told, LATER).id])
    seen = {row.id: (row.first_seen, row.last_seen) for row in rows(told, Story)}
    assert seen[story] == (AT, AT + hours(1))
    assert seen[home(told, LATER)] == (AT + hours(2), AT + hours(2))


def test_the_founder_of_a_story_may_leave_it(told):
    story = home(told, QUAKE)
    corrections.split(told, story, [segment(told, QUAKE).id])
    assert home(told, AFTER) == home(told, LATER) == story != home(told, QUAKE)


def test_a_story_is_not_left_by_all_its_segments(told):
    named = [segment(told, each).id for each in (QUAKE, AFTER, LATER)]
    assert "none would remain" in refused(corrections.split, told, home(told, QUAKE), named)
    assert rows(told, Correction) == []


def test_a_segment_of_another_story_cannot_leave_this_one(told):
    said = refused(corrections.split, told, home(told, QUAKE), [segment(told, STRIKE).id])
    assert home(told, STRIKE)[:8] in said
    assert "stories show" in said


# Which of two wins


def test_the_newest_of_two_that_contradict_stands(told):
    story = home(told, QUAKE)
    corrections.split(told, story, [segment(told, AFTER).id])
    corrections.merge(told, story, home(told, AFTER))
    assert rules(told) == {rule(TOGETHER, QUAKE, AFTER)}
    assert home(told, AFTER) == story
    corrections.split(told, story, [segment(told, AFTER).id, segment(told, LATER).id])
    assert rules(told) == {rule(APART, QUAKE, AFTER), rule(TOGETHER, AFTER, LATER)}


def test_a_merger_lifts_every_rule_that_parts_the_two_stories(told):
    story = home(told, QUAKE)
    corrections.split(told, story, [segment(told, QUAKE).id])
    corrections.split(told, story, [segment(told, LATER).id])
    corrections.merge(told, home(told, LATER), home(told, QUAKE))
    assert rules(told) == {
        rule(APART, QUAKE, AFTER),
        rule(APART, LATER, AFTER),
        rule(TOGETHER, QUAKE, LATER),
    }


def test_saying_it_twice_is_saying_it_once(told):
    story = home(told, QUAKE)
    corrections.split(told, story, [segment(told, AFTER).id], note="first")
    corrections.merge(told, story, home(told, AFTER), note="second")
    told.clock.turn(60)
    corrections.split(told, story, [segment(told, AFTER).id], note="third")
    (kept,) = rows(told, Correction)
    assert (kept.kind, kept.note, kept.created_at) == ("apart", "third", told.clock.now())


def test_the_repair_does_not_overrule_a_person(told):
    one, other = segment(told, QUAKE).id, segment(told, AFTER).id
    corrections.split(told, home(told, QUAKE), [other])
    with told.database.write() as connection:
        now = told.clock.now()
        assert keep_rules(connection, [Rule(TOGETHER, one, other, REPAIR)], now) == []
        assert keep_rules(connection, [Rule(APART, one, other, REPAIR)], now) == []
        assert len(keep_rules(connection, [Rule(REJECTED, one, other, REPAIR)], now)) == 1
    assert {(row.kind, row.made_by) for row in rows(told, Correction)} == {("apart", "person"), ("rejected", "repair")}


# Rejecting links


def test_a_rejected_link_goes_with_all_between_its_ends(told):
    link, *others = rows(told, LinkRow)
    done = corrections.reject(told, link.id[:8], note="no")
    assert link.id in done.links
    assert {row.id for row in rows(told, LinkRow)} == {row.id for row in others} - set(done.links)
    (kept,) = rows(told, Correction)
    assert (kept.kind, {kept.left_id, kept.right_id}) == ("rejected", {link.source_id, link.target_id})


# Reading and taking back


def test_the_list_says_in_words_what_each_does(told):
    corrections.split(told, home(told, QUAKE), [segment(told, AFTER).id])
    told.clock.turn(1)
    corrections.reject(told, rows(told, LinkRow)[0].id)
    with told.database.read() as connection:
        newest, oldest = standing(connection, limit=9)
        assert len(standing(connection, limit=1)) == 1
    assert newest["says"].endswith("are not linked")
    assert oldest["says"].endswith("tell two stories")
    assert QUAKE.text[:40] in oldest["says"]
    assert "(Courier)" in oldest["says"]


def test_a_correction_that_is_taken_back_is_gone(told):
    corrections.merge(told, home(told, QUAKE), home(told, STRIKE))
    (kept,) = rows(told, Correction)
    assert corrections.remove(told, kept.id[:8]).rules == (kept.id,)
    assert rows(told, Correction) == []
    assert "nothing" in refused(corrections.remove, told, kept.id)


@pytest.mark.parametrize("given", ["", "abc", "zzzzzzzz", "%%%%"])
def test_an_id_that_names_nothing_is_bad_input(told, given):
    story = home(told, QUAKE)
    refused(corrections.merge, told, given, story)
    refused(corrections.split, told, given, [segment(told, AFTER).id])
    refused(corrections.split, told, story, [given])
    refused(corrections.reject, told, given)
    refused(corrections.remove, told, given)
    assert rows(told, Correction) == []


def test_a_rule_goes_with_its_segment(told):
    corrections.split(told, home(told, QUAKE), [segment(told, AFTER).id])
    segments, first = table(SegmentRow), segment(told, QUAKE).id
    with told.database.write() as connection:
        connection.execute(segments.delete().where(segments.c.id == first))
    assert rows(told, Correction) == []


FURTHER = Told(
    "The quake near Coimbra killed 12 people on Friday, and the bells fell silent.", ("maria silva",), "Coimbra"
)


def arrive(box, told, number):
    keep(box, detected(f"https://late.example/{number}", told, title=f"Late {number}", site="Ledger", published=AT))


def test_what_comes_in_later_and_the_repair_leave_a_split_as_it_is(told):
    leaving = [segment(told, AFTER).id, segment(told, LATER).id]
    corrections.split(told, home(told, QUAKE), leaving)
    arrive(told, FURTHER, 1)
    list(repair(told, days=3650))
    assert home(told, AFTER) == home(told, LATER) != home(told, QUAKE)
    assert home(told, FURTHER) in {home(told, AFTER), home(told, QUAKE)}


def test_what_comes_in_later_and_the_repair_leave_a_merge_as_it_is(told):
    corrections.merge(told, home(told, QUAKE), home(told, STRIKE))
    arrive(told, FURTHER, 1)
    list(repair(told, days=3650))
    assert home(told, STRIKE) == home(told, QUAKE) == home(told, AFTER) == home(told, FURTHER)


def test_a_rejected_link_does_not_come_back_when_an_article_is_read_again(told):
    ends = {segment(told, QUAKE).id, segment(told, AFTER).id}
    (link,) = [row for row in rows(told, LinkRow) if {row.source_id, row.target_id} == ends]
    corrections.reject(told, link.id)
    keep(told, detected("https://news.example/0", QUAKE, title="A new title", site="Courier", published=AT))
    assert not [row for row in rows(told, LinkRow) if {row.source_id, row.target_id} == ends]


def revise(box, number, told):
    """A new version of the article of `told`, with another word in it."""
    changed = told._replace(text=f"{told.text} It rained.", headline=told.text[:60])
    keep(box, detected(f"https://news.example/{number}", changed, title=f"Title {number} anew", site="Courier",
                       published=AT + hours(number)))  # fmt: skip


def current(box, told):
    """The story of the newest version of `told`."""
    shown = {row.segment_id for row in rows(box, SegmentProfile)}
    (row,) = [row for row in rows(box, SegmentRow) if row.headline == told.text[:60] and row.id in shown]
    return row.story_id


def test_a_new_version_stays_where_a_person_put_it(told):
    corrections.split(told, home(told, QUAKE), [segment(told, AFTER).id, segment(told, LATER).id])
    first, second = home(told, QUAKE), home(told, AFTER)
    revise(told, 2, LATER)
    revise(told, 0, QUAKE)
    assert (current(told, QUAKE), current(told, LATER)) == (first, second)
    corrections.merge(told, first, home(told, STRIKE))
    revise(told, 3, STRIKE)
    assert current(told, STRIKE) == current(told, QUAKE)


def test_a_new_version_is_not_linked_to_what_a_person_rejected(told):
    other = segment(told, AFTER).id
    ends = {segment(told, QUAKE).id, other}
    (link,) = [row for row in rows(told, LinkRow) if {row.source_id, row.target_id} == ends]
    corrections.reject(told, link.id)
    revise(told, 0, QUAKE)
    shown = {row.segment_id for row in rows(told, SegmentProfile)}
    (anew,) = [row.id for row in rows(told, SegmentRow) if row.headline == QUAKE.text[:60] and row.id in shown]
    assert not [row for row in rows(told, LinkRow) if {row.source_id, row.target_id} == {anew, other}]


def test_a_founder_can_be_split_off_twice(told):
    """Its own story's id is with those whom it left first, its second one's with those whom it leaves now."""
    corrections.split(told, home(told, QUAKE), [segment(told, QUAKE).id])
    corrections.merge(told, home(told, QUAKE), home(told, STRIKE))
    corrections.split(told, home(told, QUAKE), [segment(told, QUAKE).id])
    assert len({home(told, QUAKE), home(told, STRIKE), home(told, AFTER)}) == 3
