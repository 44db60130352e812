"""THE TABLE: one row per stage, top to bottom is the data flow.

    schedule ─► fetch feed ─► parse entries ─► fetch page ─► extract blocks ─► deduplicate
                                                                                   │
      events out ◄─ record ◄─ link stories ◄─ find copies ◄─ detect segments ◄─────┘

Neighbouring rows with the same queue and subject run in one task, a *leg*: a hop through Redis costs about
2 ms of CPU, as much as the work itself, so it exists only where the resource changes (network, CPU,
database). The leg's first room gives the task its name, `tasks.<room>`, and the ledger its stage.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Any, Generic, Literal, TypeVar

from msgspec import Struct

from schemas.events import (
    ArticleKept,
    BlocksExtracted,
    EntryFound,
    FeedDue,
    FeedFetched,
    PageFetched,
    SegmentsDetected,
    StoriesLinked,
    Tick,
)
from schemas.records import Entry, Poll
from tasks.announce import announce
from tasks.deduplicate import deduplicate
from tasks.detect_segments import detect_segments
from tasks.extract_blocks import extract_blocks
from tasks.fetch_feed import fetch_feed
from tasks.fetch_page import fetch_page
from tasks.find_copies import find_copies
from tasks.link_stories import link_stories
from tasks.parse_feed import parse_feed
from tasks.plan_fetches import plan_fetches
from tasks.record import record
from worker.toolbox import Toolbox

Queue = Literal["fetch", "parse", "records", "clock"]
Subject = Literal["clock", "poll", "entry"]
Fact = TypeVar("Fact", bound=Struct)


@dataclass(frozen=True, kw_only=True)
class Stage(Generic[Fact]):
    """One row: what the room takes, the room's stage function, where it runs and on whose behalf.

    `about` is the ledger row that the work is counted on; "clock" stages are struck by the schedule.
    `batch` is how many rows one message may name. An `atomic` stage runs inside the transaction that
    commits its outcome: its resource is the database.
    """

    takes: type[Fact]
    run: Callable[[Fact, Toolbox], Iterator[Struct]]
    queue: Queue
    about: Subject
    batch: int = 1
    atomic: bool = False

    @property
    def room(self) -> str:
        """The room's name."""
        return self.run.__name__


# fmt: off
PIPELINE: tuple[Stage[Any], ...] = (
    Stage(takes=Tick,             run=plan_fetches,    queue="clock",   about="clock", atomic=True),
    Stage(takes=FeedDue,          run=fetch_feed,      queue="fetch",   about="poll"),
    Stage(takes=FeedFetched,      run=parse_feed,      queue="parse",   about="poll"),
    Stage(takes=EntryFound,       run=fetch_page,      queue="fetch",   about="entry", batch=4),
    Stage(takes=PageFetched,      run=extract_blocks,  queue="parse",   about="entry", batch=8),
    Stage(takes=BlocksExtracted,  run=deduplicate,     queue="parse",   about="entry"),
    Stage(takes=ArticleKept,      run=detect_segments, queue="parse",   about="entry"),
    Stage(takes=SegmentsDetected, run=find_copies,     queue="records", about="entry", batch=20, atomic=True),
    Stage(takes=SegmentsDetected, run=link_stories,    queue="records", about="entry", atomic=True),
    Stage(takes=StoriesLinked,    run=record,          queue="records", about="entry", atomic=True),
    Stage(takes=Tick,             run=announce,        queue="clock",   about="clock"),
)
# fmt: on


@dataclass(frozen=True)
class Leg:
    """Stages that run in one task."""

    stages: tuple[Stage[Any], ...]

    @property
    def door(self) -> str:
        """The first room: the leg's name in the ledger."""
        return self.stages[0].room

    @property
    def task(self) -> str:
        """The name of the Celery task."""
        return f"tasks.{self.door}"

    @property
    def takes(self) -> type[Struct]:
        """The fact that opens the leg."""
        return self.stages[0].takes

    @property
    def queue(self) -> Queue:
        """Where it runs."""
        return self.stages[0].queue

    @property
    def about(self) -> Subject:
        """On whose behalf it runs."""
        return self.stages[0].about

    @property
    def atomic(self) -> bool:
        """Whether it runs inside the transaction that commits its outcome."""
        return self.stages[0].atomic

    @property
    def batch(self) -> int:
        """How many rows a message may name."""
        return self.stages[0].batch

    def run(self, fact: Struct, tools: Toolbox) -> list[Struct]:
        """Pass `fact` through every stage in turn and return what comes out at the end.

        Raises what the stages raise: Retry, Skip, Reject, or a fault of ours.
        """
        facts = [fact]
        for stage in self.stages:
            facts = [out for each in facts for out in stage.run(each, tools)]
        return facts


def legs(pipeline: tuple[Stage[Any], ...] = PIPELINE) -> tuple[Leg, ...]:
    """Group neighbouring stages of one queue and subject."""
    return tuple(Leg(tuple(stages)) for _, stages in groupby(pipeline, key=lambda stage: (stage.queue, stage.about)))


LEGS = legs()
LEG_TAKING: dict[type[Struct], Leg] = {leg.takes: leg for leg in LEGS if leg.about != "clock"}
LEG_AT: dict[str, Leg] = {leg.door: leg for leg in LEGS}
TABLE_OF: dict[Subject, type[Poll] | type[Entry]] = {"poll": Poll, "entry": Entry}
# What the schedule strikes has a queue of its own: behind a backlog of records it would come too late.
QUEUES: tuple[Queue, ...] = ("fetch", "parse", "records", "clock")
# One kind of worker a resource. The clock's work is the database's, too.
WORKERS: dict[str, tuple[Queue, ...]] = {"fetch": ("fetch",), "parse": ("parse",), "records": ("records", "clock")}
DOORS: dict[Subject, tuple[str, ...]] = {
    about: tuple(leg.door for leg in LEGS if leg.about == about) for about in TABLE_OF
}
