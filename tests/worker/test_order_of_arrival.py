"""Stories, links and likenesses are the same in whatever order the reports of a day come in, and when rebuilt."""

import random
import shutil
from contextlib import closing

import pytest
from support.databases import TurnedClock, settings_for
from support.facts import AT, Told, detected, keep, rows

from schemas.records import Article, LinkRow, SegmentRow
from schemas.relations import LikenessRow, SegmentKey, SegmentProfile
from worker import repair as module
from worker.reindex import reindex
from worker.repair import repair
from worker.toolbox import no_send, open_toolbox

QUAKE = (
    "A quake of magnitude 5.2 shook Coimbra on Friday and killed 12 people, Mayor Maria Silva said.",
    "Twelve dead in Coimbra: Mayor Maria Silva counts the victims of Friday's quake, whose magnitude was 5.2.",
    "Rescuers from Lisbon reached Coimbra after the quake. Maria Silva, the mayor, spoke of 12 people killed.",
    "The castle of Coimbra lost a tower in the quake, and 12 people their lives, according to Mayor Silva.",
)
TREMOR = (
    "A tremor of magnitude 6.1 shook Oaxaca on Friday and killed 31 people, Governor Raul Ortega said.",
    "Thirty-one dead in Oaxaca: Governor Raul Ortega visits the villages that Friday's tremor levelled.",
    "Soldiers dig in the rubble of Oaxaca. The tremor took 31 people, Raul Ortega, the governor, told them.",
    "The market of Oaxaca fell in the tremor, and 31 people died there, Governor Ortega said on the square.",
)
STRIKE = (
    "Ferry crews of Oslo voted on Friday to strike over pay from Monday, union leader Kari Lund said.",
    "No ferries in Oslo from Monday: crews want more pay, and Kari Lund of the union wants a new offer.",
    "Commuters in Oslo look for ways around the ferry strike that crews of the union of Kari Lund voted for.",
    "The ferry company of Oslo calls the pay that Kari Lund asks for her crews the end of the islands' line.",
)
REPORTS = [
    detected(f"https://n{number}-{place}.example/a", Told(lead, headline=lead[:50]), title=lead[:50], published=AT)
    for number, leads in enumerate((QUAKE, TREMOR, STRIKE))
    for place, lead in enumerate(leads)
]
ANOTHER = "Nothing is left of the mill of Coimbra, where the quake killed 12 people, Mayor Maria Silva found."


@pytest.fixture
def boxes(tmp_path, migrated_file):
    """Make empty toolboxes, as many as are asked for."""
    opened = []

    def fresh():
        folder = tmp_path / str(len(opened))
        folder.mkdir()
        shutil.copyfile(migrated_file, folder / "slugline.db")
        opened.append(open_toolbox(settings_for(folder), no_send, TurnedClock(AT)))
        return opened[-1]

    yield fresh
    for box in opened:
        box.close()


def outcome(box):
    """What a reader sees: which articles are in one story, the links with their scores, the likenesses."""
    url = {row.id: row.canonical_url for row in rows(box, Article)}
    home = {row.id: (url[row.article_id], row.story_id) for row in rows(box, SegmentRow)}
    stories: dict[str, set[str]] = {}
    for address, story in home.values():
        stories.setdefault(story, set()).add(address)
    links = {(home[link.source_id][0], home[link.target_id][0], link.kind, link.score) for link in rows(box, LinkRow)}
    likenesses = {(row.left_id, row.right_id, row.score) for row in rows(box, LikenessRow)}
    return frozenset(map(frozenset, stories.values())), links, likenesses


def told(box, reports):
    for report in reports:
        keep(box, report)
    return outcome(box)


def test_the_order_of_a_day_changes_nothing(boxes):
    expected = told(boxes(), REPORTS)
    assert len(expected[0]) == 3
    assert len(expected[1]) >= len(REPORTS)
    for seed in range(4):
        shuffled = random.Random(seed).sample(REPORTS, len(REPORTS))
        assert told(boxes(), shuffled) == expected


def test_what_is_told_twice_is_told_once(boxes):
    assert told(boxes(), [*REPORTS, *REPORTS[::-1]]) == told(boxes(), REPORTS)


def test_the_repair_finds_nothing_to_do_after_a_quiet_day(boxes):
    box = boxes()
    expected = told(box, REPORTS)
    (*_, last) = repair(box)
    assert (last.segments, last.total, last.moved) == (len(REPORTS), len(REPORTS), 0)
    assert outcome(box) == expected


def test_the_repair_looks_at_reports_of_its_days_that_resemble_another(boxes, monkeypatch):
    monkeypatch.setattr(module, "ROWS_PER_STATEMENT", 3)
    box = boxes()
    told(box, [*REPORTS, detected("https://alone.example/a", Told("Nothing of it here."), published=AT)])
    steps = [(each.segments, each.total) for each in repair(box)]
    assert steps == sorted(set(steps))
    assert steps[-1] == (len(REPORTS), len(REPORTS))
    box.clock.turn(40 * 86400)
    assert list(repair(box)) == []


def test_the_repair_joins_what_was_torn_apart(boxes):
    box = boxes()
    expected = told(box, REPORTS)
    (one, *_) = [row for row in rows(box, SegmentRow) if row.headline in QUAKE[0]]
    (other,) = {row.story_id for row in rows(box, SegmentRow) if row.headline in STRIKE[0]}
    with box.database.write() as connection:
        moved = SegmentRow.__table__.update().where(SegmentRow.__table__.c.id == one.id)
        connection.execute(moved.values(story_id=other))
    assert outcome(box) != expected
    (*_, last) = repair(box)
    assert last.moved == 1
    assert outcome(box) == expected
    assert {row.story_id for row in rows(box, SegmentRow) if row.id == one.id} == {one.story_id}


def test_the_indexes_can_be_rebuilt_from_the_records(boxes):
    box = boxes()
    expected = told(box, REPORTS)
    before = {model: sorted(map(str, rows(box, model))) for model in (SegmentKey, SegmentProfile, LikenessRow)}
    with box.database.write() as connection:
        for model in before:
            connection.execute(model.__table__.delete())
    list(reindex(box))
    assert {model: sorted(map(str, rows(box, model))) for model in before} == before
    assert outcome(box) == expected
    late = detected("https://late.example/a", Told(ANOTHER), published=AT)
    with closing(boxes()) as other:
        assert told(other, [*REPORTS, late]) == told(box, [late])
