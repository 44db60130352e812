"""Indexes that can be rebuilt from the records: what is in them stands in the revisions, too."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from msgspec import convert
from sqlalchemy import Connection, func, select, update

from schemas.blocks import Block
from schemas.events import SegmentsDetected
from schemas.records import Article, Revision
from schemas.relations import SketchKey
from tasks.shared.sketch import SKETCH_VERSION, sketch_of
from worker.pipeline import LEG_TAKING
from worker.toolbox import Toolbox
from worker.toolbox.copies import replace_keys
from worker.toolbox.database import table

BATCH = 200

Fill = Callable[[Connection, Sequence[str]], int]


@dataclass(frozen=True)
class Index:
    """One index: what is wiped first, and what writes the rows of some articles and returns how many."""

    name: str
    wipe: Callable[[Connection], object]
    fill: Fill


@dataclass(frozen=True)
class Progress:
    """How far one index is: articles done, of so many, and the rows they have."""

    index: str
    done: int
    total: int
    rows: int


def reindex(tools: Toolbox) -> Iterator[Progress]:
    """Rebuild every index, a few hundred articles a transaction, and tell how far it is after each.

    The line may run meanwhile. Each transaction holds the lock of the leg that writes records; until the end, copies
    of articles that have not had their turn are not found. Broken off, it is begun again.
    """
    for index in INDEXES:
        with _alone(tools) as connection:
            index.wipe(connection)
        yield from _fill(tools, index)


@contextmanager
def _alone(tools: Toolbox) -> Iterator[Connection]:
    with tools.database.write() as connection:
        tools.database.lock(connection, LEG_TAKING[SegmentsDetected].door)
        yield connection


def _fill(tools: Toolbox, index: Index) -> Iterator[Progress]:
    articles = table(Article)
    with tools.database.read() as connection:
        total = connection.scalar(select(func.count()).select_from(articles)) or 0
    last, done, rows = "", 0, 0
    yield Progress(index.name, 0, total, 0)
    while True:
        with _alone(tools) as connection:
            following = select(articles.c.id).where(articles.c.id > last).order_by(articles.c.id).limit(BATCH)
            names = list(connection.scalars(following))
            rows += index.fill(connection, names) if names else 0
        if not names:
            return
        last, done = names[-1], done + len(names)
        yield Progress(index.name, done, max(total, done), rows)


def _fill_sketches(connection: Connection, names: Sequence[str]) -> int:
    articles, revisions = table(Article), table(Revision)
    current = select(
        articles.c.id.label("article_id"),
        revisions.c.id,
        revisions.c.blocks,
        revisions.c.sketch,
        revisions.c.sketch_version,
    ).join(revisions, revisions.c.id == articles.c.revision_id)
    written = 0
    for row in connection.execute(current.where(articles.c.id.in_(names))).all():
        made = _sketch(connection, row)
        replace_keys(connection, row.article_id, (), made)
        written += len(made)
    return written


def _sketch(connection: Connection, row: Any) -> Sequence[int]:
    """Return the sketch of a revision; one that was made by older rules, or never, is made and kept."""
    if row.sketch is not None and row.sketch_version == SKETCH_VERSION:
        return list(row.sketch)
    made = list(sketch_of([convert(block, Block) for block in row.blocks]))
    revisions = table(Revision)
    kept = update(revisions).where(revisions.c.id == row.id).values(sketch=made, sketch_version=SKETCH_VERSION)
    connection.execute(kept)
    return made


INDEXES: tuple[Index, ...] = (
    Index("copies", lambda connection: connection.execute(table(SketchKey).delete()), _fill_sketches),
)
