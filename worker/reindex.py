"""Indexes that can be rebuilt from the records: what is in them stands in the revisions, too."""

import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from msgspec import convert
from msgspec.structs import replace
from sqlalchemy import Connection, exists, func, or_, select, update

from schemas.blocks import Block
from schemas.records import Article, Revision, SegmentRow
from schemas.relations import LikenessRow, SegmentKey, SegmentProfile, SketchKey
from schemas.segments import Segment, SegmentKind
from tasks.link_stories.kin import WINDOW_DAYS, kin_of, likeness_of
from tasks.link_stories.meaning import Encoder, read_meanings
from tasks.link_stories.profile import Profile, profile, to_json
from tasks.shared.sketch import SKETCH_VERSION, sketch_of
from worker.at_rest import records_at_rest
from worker.toolbox import Toolbox
from worker.toolbox.copies import replace_keys
from worker.toolbox.database import Database, table, upsert

BATCH = 200

Fill = Callable[[Toolbox, Connection, Sequence[str]], int]


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
        with records_at_rest(tools) as (connection, _):
            index.wipe(connection)
        yield from _fill(tools, index)


def unindexed(database: Database, now: dt.datetime) -> int:
    """Return how many articles seen within the days in which reports are compared lack what they are found by.

    They were stored by a version before the indexes; older ones are not looked for, as nothing asks for them.
    """
    articles, segments, profiles, revisions = table(Article), table(SegmentRow), table(SegmentProfile), table(Revision)
    told = exists().where(
        segments.c.revision_id == articles.c.revision_id,
        segments.c.kind == SegmentKind.STORY.value,
        segments.c.id.not_in(select(profiles.c.segment_id).where(profiles.c.segment_id == segments.c.id)),
    )
    lacking = (
        select(func.count())
        .select_from(articles)
        .join(revisions, revisions.c.id == articles.c.revision_id)
        .where(articles.c.first_seen > now - dt.timedelta(days=WINDOW_DAYS))
        .where(or_(told, revisions.c.sketch_version.is_(None)))
    )
    with database.read() as connection:
        return connection.scalar(lacking) or 0


def _fill(tools: Toolbox, index: Index) -> Iterator[Progress]:
    articles = table(Article)
    with tools.database.read() as connection:
        total = connection.scalar(select(func.count()).select_from(articles)) or 0
    last, done, rows = "", 0, 0
    yield Progress(index.name, 0, total, 0)
    while True:
        with records_at_rest(tools) as (connection, inside):
            following = select(articles.c.id).where(articles.c.id > last).order_by(articles.c.id).limit(BATCH)
            names = list(connection.scalars(following))
            rows += index.fill(inside, connection, names) if names else 0
        if not names:
            return
        last, done = names[-1], done + len(names)
        yield Progress(index.name, done, max(total, done), rows)


def _fill_sketches(tools: Toolbox, connection: Connection, names: Sequence[str]) -> int:
    del tools
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


def _wipe_sketches(connection: Connection) -> None:
    connection.execute(table(SketchKey).delete())


def _wipe_kinship(connection: Connection) -> None:
    for model in (SegmentProfile, SegmentKey, LikenessRow):
        connection.execute(table(model).delete())


def _fill_kinship(tools: Toolbox, connection: Connection, names: Sequence[str]) -> int:
    """Write profiles, keys and likenesses of the current story segments of some articles; return how many segments.

    Each is compared with those that had their turn: so every pair is, once. Stories and links stay as they are.
    """
    segments, articles, revisions = table(SegmentRow), table(Article), table(Revision)
    current = (
        select(segments, articles.c.published, articles.c.first_seen.label("article_seen"))
        .add_columns(revisions.c.blocks.label("revision_blocks"))
        .join(articles, articles.c.revision_id == segments.c.revision_id)
        .join(revisions, revisions.c.id == segments.c.revision_id)
        .where(segments.c.article_id.in_(names), segments.c.kind == SegmentKind.STORY.value)
        .order_by(segments.c.id)
    )
    rows = connection.execute(current).all()
    for row in rows:
        told = _profile(row, tools.encoder)
        kin = kin_of(told, row.article_id, tools.stories)
        alike = [likeness_of(row.id, other.segment_id, found) for other, found in kin]
        mine = {"segment_id": row.id, "article_id": row.article_id, "day": told.day, "profile": to_json(told)}
        keys = [{"segment_id": row.id, "key": key, "day": told.day, "weight": told.keys[key]} for key in told.keys]
        upsert(connection, SegmentProfile, [mine])
        upsert(connection, SegmentKey, keys)
        upsert(connection, LikenessRow, [{"left_id": left, "right_id": right, "score": s} for left, right, s in alike])
    return len(rows)


def _profile(row: Any, encoder: Encoder | None) -> Profile:
    told = {name: getattr(row, name) for name in ("kind", "slug", "headline", "blocks", "score", "place")}
    segment = convert({**told, "index": row.position, "principals": row.principals}, Segment)
    text = "\n".join(row.revision_blocks[index]["text"] for index in row.blocks)
    day = (row.published or row.article_seen).astimezone(dt.UTC).date()
    (meaning,) = read_meanings([(segment.headline, text)], encoder)
    return profile(replace(segment, date=row.date), text, day, meaning)


INDEXES: tuple[Index, ...] = (
    Index("copies", _wipe_sketches, _fill_sketches),
    Index("segments", _wipe_kinship, _fill_kinship),
)
