"""Copies in the records: found by sketches, paired, grouped, and grouped alike in any order of arrival."""

import datetime as dt
from collections import defaultdict
from itertools import permutations

import msgspec
import pytest
from support.facts import AT, Told, detected, keep, row, rows
from support.prose import prose

from schemas import ids
from schemas.events import SegmentsDetected
from schemas.records import Article, DuplicateGroup, LinkRow, Revision, SegmentRow
from schemas.relations import CopyRow, SketchKey
from tasks.find_copies import find_copies
from worker.toolbox.copies import PER_HASH, replace_keys

HOUR = dt.timedelta(hours=1)
TEXT = " ".join(prose("text"))
HALF = " ".join(prose("text")[:4])
OTHER = " ".join(prose("other"))


def fact(name, text=TEXT, *, title="A title", hours=0, **more):
    return detected(f"https://{name}.example/a", Told(text), title=title, **{"published": AT + hours * HOUR, **more})


def article(name):
    return ids.article_id(f"https://{name}.example/a")


def groups(box):
    """Return the articles of each group, by the group's id."""
    found = defaultdict(set)
    for each in rows(box, Article):
        found[each.duplicate_group_id].add(each.id)
    return dict(found)


def near(box, hashes, limit=9):
    return [page.article_id for page in box.copies.near(hashes, without=article("nobody"), limit=limit)]


def keys(box):
    return {(key.hash, key.article_id) for key in rows(box, SketchKey)}


def test_a_near_copy_is_paired_and_grouped(box):
    keep(box, fact("one"))
    keep(box, fact("two", HALF, title="Another", hours=1))
    (pair,) = rows(box, CopyRow)
    assert (pair.article_id, pair.of_id, pair.kind) == (article("two"), article("one"), "near")
    assert (round(pair.jaccard, 1), pair.containment) == (0.5, 1)
    assert groups(box) == {row(box, DuplicateGroup, next(iter(groups(box)))).id: {article("one"), article("two")}}
    (link,) = [each for each in rows(box, LinkRow) if each.kind == "near_duplicate"]
    ends = {each.id: each.article_id for each in rows(box, SegmentRow)}
    assert (ends[link.source_id], ends[link.target_id]) == (article("two"), article("one"))


def test_a_page_holds_what_comparing_needs(box):
    kept = fact("one")
    keep(box, kept)
    (page,) = box.copies.near(kept.kept.sketch, without=article("nobody"), limit=9)
    assert page == box.copies.current(article("one"))
    assert (page.url, page.title, page.published, page.sketch) == (
        "https://one.example/a", "A title", AT, kept.kept.sketch,
    )  # fmt: skip
    assert page.blocks == kept.kept.extracted.blocks
    assert [(part.kind, part.blocks) for part in page.parts] == [("story", (0,))]
    assert box.copies.current(article("nobody")) is None


def test_who_shares_most_comes_first_and_oneself_never(box):
    kept = fact("one")
    for each in (fact("half", HALF), fact("other", OTHER), kept):
        keep(box, each)
    sketch = kept.kept.sketch
    assert near(box, sketch) == [article("one"), article("half")]
    assert near(box, sketch, limit=1) == [article("one")]
    assert [page.article_id for page in box.copies.near(sketch, without=article("one"), limit=9)] == [article("half")]
    assert near(box, ()) == near(box, (1, 2, 3)) == []


def test_a_hash_that_hundreds_have_is_walked_to_its_bound(box):
    kept = fact("one")
    keep(box, kept)
    common = kept.kept.sketch[:2]
    with box.database.write() as connection:
        for number in range(PER_HASH + 40):
            replace_keys(connection, article(f"n{number}"), (), common)
    assert article("one") in near(box, kept.kept.sketch)


def test_the_group_is_the_same_in_any_order_of_arrival(box):
    facts = [
        fact("one", hours=1),
        fact("two", HALF, title="B", hours=2),
        fact("three", f"{TEXT} {prose('more')[0]}", title="C"),
        fact("four", OTHER),
    ]
    outcomes = set()
    for order in [*permutations(facts[:3]), tuple(facts)]:
        for model in (CopyRow, LinkRow, SegmentRow, SketchKey, Revision, Article, DuplicateGroup):
            with box.database.write() as connection:
                connection.execute(model.__table__.delete())
        for each in [*order, facts[3]]:
            keep(box, each)
        first = {group: row(box, DuplicateGroup, group).first_article_id for group in groups(box)}
        outcomes.add(tuple(sorted((group, first[group], *sorted(members)) for group, members in groups(box).items())))
        for group in rows(box, DuplicateGroup):
            root = group.merged_into or group.id
            assert root in groups(box)
            assert row(box, DuplicateGroup, root).merged_into is None
    assert len(outcomes) == 1
    assert sorted(len(each) - 2 for each in next(iter(outcomes))) == [1, 3]
    by_first = {each[1]: each[2:] for each in next(iter(outcomes))}
    assert set(by_first) == {article("three"), article("four")}


def test_a_page_that_embeds_two_texts_leaves_two_groups(box):
    keep(box, fact("one"))
    keep(box, fact("two", OTHER))
    digest = detected("https://digest.example/a", Told(TEXT), Told(OTHER + " " + " ".join(prose("own"))), published=AT)
    keep(box, digest)
    assert {each.of_id for each in rows(box, CopyRow)} | {each.article_id for each in rows(box, CopyRow)} == {
        article("one"), article("two"), article("digest"),
    }  # fmt: skip
    assert sorted(map(len, groups(box).values())) == [1, 1, 1]


def test_two_copies_of_one_batch_find_each_other(box):
    with box.database.write() as connection:
        tools = box.within(connection)
        (found,) = find_copies(fact("one"), tools)
        assert found.copies == ()
    keep(box, fact("one"))
    (found,) = find_copies(fact("two"), box)
    assert [copy.of_id for copy in found.copies] == [article("one")]


def test_a_fact_from_before_sketches_is_found_and_found_again(box):
    old = fact("one")
    kept = msgspec.structs.replace(old.kept, sketch=(), sketch_version=0)
    data = msgspec.json.encode(msgspec.structs.replace(old, kept=kept))
    keep(box, msgspec.json.decode(data, type=SegmentsDetected))
    keep(box, fact("two", hours=1))
    assert [each.kind for each in rows(box, CopyRow)] == ["exact"]
    assert {each.sketch_version for each in rows(box, Revision)} == {1}


def test_a_revision_is_found_by_its_new_text_only(box):
    keep(box, fact("one"))
    old = keys(box)
    box.clock.turn(60)
    changed = fact("one", OTHER, title="B")
    keep(box, changed)
    assert keys(box) == {(value, article("one")) for value in changed.kept.sketch}
    assert not keys(box) & old


def test_a_late_older_version_changes_nothing_of_how_the_article_is_found(box):
    newer = fact("one", updated=AT)
    keep(box, newer)
    keep(box, fact("two", OTHER, hours=-1))
    before = keys(box), groups(box)
    keep(box, fact("one", OTHER, title="Then", updated=AT - HOUR))
    assert (keys(box), groups(box)) == before
    assert rows(box, CopyRow) == []


def test_an_article_that_is_rewritten_leaves_its_group(box):
    keep(box, fact("one"))
    keep(box, fact("two", hours=1))
    assert len(groups(box)) == 1
    keep(box, fact("one", OTHER, title="Rewritten"))
    assert sorted(map(len, groups(box).values())) == [1, 1]
    assert rows(box, CopyRow) == []
    (group,) = (group for group, members in groups(box).items() if article("two") in members)
    assert row(box, DuplicateGroup, group).first_article_id == article("two")


def test_a_changed_segment_is_linked_to_the_one_it_comes_from(box):
    keep(box, fact("one", f"{TEXT} In all 240 people left."))
    (before,) = rows(box, SegmentRow)
    keep(box, fact("one", f"{TEXT} In all 260 people left.", title="More"))
    (link,) = [each for each in rows(box, LinkRow) if each.kind == "revision_of"]
    assert link.target_id == before.id
    assert link.source_id != before.id


def test_a_segment_that_was_left_alone_is_not_linked_to_itself(box):
    keep(box, fact("one"))
    keep(box, fact("one", title="Only the headline is new"))
    assert rows(box, LinkRow) == []
    assert len(rows(box, SegmentRow)) == 1


@pytest.mark.parametrize("times", [1, 2])
def test_storing_again_changes_nothing(box, times):
    facts = [fact("one"), fact("two", HALF, hours=1), fact("three", hours=2)]
    for each in facts:
        keep(box, each)
    before = [sorted(map(tuple, rows(box, model)), key=repr) for model in (CopyRow, SketchKey, DuplicateGroup, Article)]
    for each in facts * times:
        keep(box, each)
    after = [sorted(map(tuple, rows(box, model)), key=repr) for model in (CopyRow, SketchKey, DuplicateGroup, Article)]
    assert after == before
