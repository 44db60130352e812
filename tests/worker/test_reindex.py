from datetime import timedelta

from support.facts import AT, Told, change, detected, keep, rows
from support.prose import prose

from schemas.records import Revision
from schemas.relations import SegmentProfile, SketchKey
from worker import reindex as module
from worker.reindex import reindex, unindexed

PAGES = [detected(f"https://{n}.example/a", Told(" ".join(prose(n))), published=AT) for n in range(5)]


def keys(box):
    return {(key.hash, key.article_id) for key in rows(box, SketchKey)}


def wipe(box):
    with box.database.write() as connection:
        connection.execute(SketchKey.__table__.delete())


def test_the_rebuilt_index_is_the_one_that_was_lost(box, monkeypatch):
    monkeypatch.setattr(module, "BATCH", 2)
    for fact in PAGES:
        keep(box, fact)
    before = keys(box)
    wipe(box)
    told = list(reindex(box))
    assert keys(box) == before
    steps = [(each.done, each.total) for each in told if each.index == "copies"]
    assert steps == [(n, 5) for n in (0, 2, 4, 5)]
    assert max(each.rows for each in told if each.index == "copies") == len(before)
    list(reindex(box))
    assert keys(box) == before


def test_only_the_current_version_is_indexed_and_strays_go(box):
    for title in ("One", "Two"):
        keep(box, detected("https://a.example/a", Told(" ".join(prose(title))), title=title, published=AT))
    before = keys(box)
    with box.database.write() as connection:
        connection.execute(
            SketchKey.__table__.insert().values(hash=1, article_id="00000000-0000-0000-0000-000000000001")
        )
    list(reindex(box))
    assert keys(box) == before


def test_versions_from_before_sketches_get_theirs(box):
    for fact in PAGES[:3]:
        keep(box, fact)
    before, revisions = keys(box), {row.id: row.sketch for row in rows(box, Revision)}
    wipe(box)
    for number, name in enumerate(revisions):
        change(box, Revision, name, sketch=None if number else [1, 2], sketch_version=None if number else 0)
    list(reindex(box))
    assert keys(box) == before
    assert {row.id: row.sketch for row in rows(box, Revision)} == revisions


def test_an_empty_database_is_indexed_at_once(box):
    assert {each.total for each in reindex(box)} == {0}


def test_the_doctor_counts_what_lacks_its_indexes(box):
    for fact in PAGES[:3]:
        keep(box, fact)
    assert unindexed(box.database, box.clock.now()) == 0
    with box.database.write() as connection:
        connection.execute(SegmentProfile.__table__.delete())
    assert unindexed(box.database, box.clock.now()) == 3
    list(reindex(box))
    assert unindexed(box.database, box.clock.now()) == 0
    change(box, Revision, rows(box, Revision)[0].id, sketch_version=None)
    assert unindexed(box.database, box.clock.now()) == 1
    assert unindexed(box.database, box.clock.now() + timedelta(days=30)) == 0
