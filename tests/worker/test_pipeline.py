import inspect
import sys
from itertools import pairwise
from pathlib import Path
from typing import get_args, get_type_hints

import pytest
from msgspec import Struct

import tasks
from schemas import events
from schemas.events import Tick
from worker.pipeline import LEG_AT, LEG_TAKING, LEGS, PIPELINE, QUEUES, TABLE_OF, legs
from worker.settlement import ENDINGS
from worker.telling import EVENTS

FLOW = [
    "plan_fetches",
    "fetch_feed",
    "parse_feed",
    "fetch_page",
    "extract_blocks",
    "deduplicate",
    "detect_segments",
    "find_copies",
    "link_stories",
    "record",
    "announce",
]


def given_by(stage):
    """The fact that a stage function says it yields."""
    (given,) = get_args(get_type_hints(stage.run, vars(sys.modules[stage.run.__module__]))["return"])
    return get_args(given) or (given,)


def test_the_table_is_the_flow():
    assert [stage.room for stage in PIPELINE] == FLOW


def test_every_room_is_a_folder_with_the_same_door():
    rooms = {path.name for path in Path(tasks.__file__).parent.iterdir() if (path / "stage.py").exists()}
    assert rooms == set(FLOW)
    for stage in PIPELINE:
        package = sys.modules[f"tasks.{stage.room}"]
        assert stage.room in package.__all__
        assert "->" in package.__doc__
        assert stage.run.__module__ == f"tasks.{stage.room}.stage"


@pytest.mark.parametrize("stage", PIPELINE, ids=lambda stage: stage.room)
def test_a_stage_takes_what_the_table_says(stage):
    taken = next(iter(inspect.signature(stage.run).parameters.values())).annotation
    assert taken is stage.takes


def test_what_a_stage_gives_is_taken_by_a_later_one_or_ends_the_work():
    ends, clock_rows = set(ENDINGS), {"announce"}
    for number, stage in enumerate(PIPELINE):
        if stage.room in clock_rows:
            continue
        later = {each.takes for each in PIPELINE[number + 1 :]}
        for fact in given_by(stage):
            assert fact in later | ends | {events.EntryFound}, f"{stage.room} gives {fact.__name__} to nobody"


def test_neighbours_hand_over_row_by_row():
    work = [stage for stage in PIPELINE if stage.about != "clock"]
    for stage, after in pairwise(work):
        given = given_by(stage)
        if stage.room == "parse_feed":
            # It yields one fact that holds many: the entries that the next row takes.
            assert given == (events.FeedParsed,)
            assert after.takes is events.EntryFound
        else:
            assert after.takes in given


def test_a_leg_is_one_queue_and_one_subject():
    assert [leg.door for leg in LEGS] == [
        "plan_fetches",
        "fetch_feed",
        "parse_feed",
        "fetch_page",
        "extract_blocks",
        "find_copies",
        "announce",
    ]
    assert [stage for leg in LEGS for stage in leg.stages] == list(PIPELINE)
    assert legs(()) == ()
    for leg in LEGS:
        assert {stage.queue for stage in leg.stages} == {leg.queue}
        assert leg.task == f"tasks.{leg.door}"
        assert LEG_AT[leg.door] is leg
        assert leg.queue in QUEUES
        assert leg.about == "clock" or leg.about in TABLE_OF


def test_every_fact_finds_its_leg():
    for leg in LEGS:
        if leg.takes is not Tick:
            assert LEG_TAKING[leg.takes] is leg


def test_every_fact_that_ends_a_leg_is_told():
    ended = {fact for leg in LEGS if leg.about != "clock" for fact in given_by(leg.stages[-1])}
    assert set(EVENTS) == ended
    names = [name for name, _ in EVENTS.values()]
    assert len(set(names)) == len(names)


def test_every_fact_is_frozen():
    facts = [each for each in vars(events).values() if inspect.isclass(each) and issubclass(each, Struct)]
    assert {fact.__name__ for fact in facts if not fact.__struct_config__.frozen} <= {"Struct"}
