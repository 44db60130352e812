"""Duplicate groups: whoever comes, changes or leaves, the earliest of the members stands for them."""

import datetime as dt
import random

import pytest
from sqlalchemy import event
from support.facts import AT, Told, detected, keep, row, rows
from support.prose import prose

from schemas import ids
from schemas.records import Article, DuplicateGroup, Revision

HOUR = dt.timedelta(hours=1)
TEXT = prose("text")
TEXTS = [" ".join(told) for told in (TEXT, TEXT[:5], [*TEXT, *prose("more")[:1]], prose("other"))]


def fact(number, text=TEXTS[0], *, hours=0, **more):
    published = None if hours is None else AT + hours * HOUR
    return detected(f"https://n{number}.example/a", Told(text), **{"published": published, **more})


def article(number):
    return ids.article_id(f"https://n{number}.example/a")


def first_of(box, number):
    return row(box, DuplicateGroup, row(box, Article, article(number)).duplicate_group_id).first_article_id


def assert_the_earliest_stand_for_all(box):
    contents = {each.id: each.content_sha for each in rows(box, Revision)}
    members = {}
    for each in rows(box, Article):
        members.setdefault(each.duplicate_group_id, []).append(each)
    for name, own in members.items():
        group = row(box, DuplicateGroup, name)
        first = min(own, key=lambda each: (each.published or each.first_seen, each.id))
        assert (group.first_article_id, group.merged_into) == (first.id, None)
        assert name == ids.duplicate_group_id(contents[first.revision_id])
    for group in rows(box, DuplicateGroup):
        assert group.merged_into is None or row(box, DuplicateGroup, group.merged_into).merged_into is None


@pytest.mark.parametrize("seed", range(3))
def test_the_earliest_stands_for_all_whatever_changes(box, seed):
    rng = random.Random(seed)
    for step in range(30):
        box.clock.turn(60)
        hours = rng.choice((None, *range(6)))
        older = {"updated": AT + rng.randrange(40) * HOUR} if rng.random() < 0.3 else {}
        keep(box, fact(rng.randrange(7), rng.choice(TEXTS), hours=hours, title=rng.choice("AB"), **older))
        if step % 4 == 0:
            assert_the_earliest_stand_for_all(box)
    assert_the_earliest_stand_for_all(box)


def test_an_earlier_copy_takes_the_place_of_the_first(box):
    for number, hours in enumerate((3, 4, 1, 2)):
        keep(box, fact(number, hours=hours))
    assert first_of(box, 0) == article(2)


def test_the_first_gives_way_when_it_turns_out_to_be_later(box):
    for number in range(3):
        keep(box, fact(number, hours=number))
    box.clock.turn(60)
    keep(box, fact(0, hours=9, title="Corrected"))
    assert first_of(box, 0) == article(1)


def test_the_members_are_not_sorted_for_a_further_copy(box):
    for number in range(3):
        keep(box, fact(number, hours=number))
    said = []
    event.listen(box.database.engine, "before_cursor_execute", lambda *told: said.append(told[2]))
    keep(box, fact(3, hours=3))
    assert not [each for each in said if "duplicate_group_id = " in each and "ORDER BY" in each]
    keep(box, fact(0, TEXTS[3], hours=0))
    assert [each for each in said if "duplicate_group_id = " in each and "ORDER BY" in each]
