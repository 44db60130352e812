"""Finding stored pages by the hashes of their sketches."""

from collections import Counter
from collections.abc import Sequence
from functools import cache
from typing import Any
from uuid import UUID

from msgspec import convert
from sqlalchemy import Connection, Row, Select, select
from sqlalchemy.dialects import postgresql, sqlite

from schemas.blocks import Block
from schemas.events import StoredPage, StoredPart
from schemas.records import Article, Revision, SegmentRow
from schemas.relations import SketchKey
from schemas.segments import SegmentKind
from worker.toolbox.database import View, table

# A hash that more pages have is no help in telling them apart; and what a text's hundred copies share, any 64 show.
PER_HASH = 64
# SQLite takes at most 500 parts in a compound statement; a sketch has at most 256.
MOST_HASHES = 400
# One common hash in dozens is a turn of phrase.
LEAST_SHARED = 2


class CopyBook:
    """Reads, and writes keys, inside the transaction it was opened with: a batch sees its own earlier members."""

    def __init__(self, view: View) -> None:
        self._view = view

    def near(self, hashes: Sequence[int], *, without: str, limit: int) -> Sequence[StoredPage]:
        """Return current pages that share most of `hashes`, most shared first, but not the article `without`."""
        with self._view.reading() as connection:
            shared = _shared(connection, hashes)
            shared.pop(UUID(without).bytes, None)
            least = min(LEAST_SHARED, len(hashes))
            # Ties are broken by id: the outcome must not depend on the order in which rows come back.
            ranked = sorted((name for name in shared if shared[name] >= least), key=lambda name: (-shared[name], name))
            names = [str(UUID(bytes=name)) for name in ranked[:limit]]
            found = {page.article_id: page for page in _pages(connection, names)} if names else {}
        return [found[name] for name in names if name in found]

    def current(self, article_id: str) -> StoredPage | None:
        """Return the current page of an article, or None."""
        with self._view.reading() as connection:
            return next(iter(_pages(connection, [article_id])), None)


@cache
def _lookup(count: int, mark: str) -> str:
    # One statement, and for each hash one short walk in the index that ends at the limit whatever is behind it.
    part = f"SELECT article_id FROM (SELECT article_id FROM sketch_key WHERE hash = {mark} LIMIT {PER_HASH}) AS found"  # noqa: S608 - marks and a constant
    return " UNION ALL ".join([part] * count)


def _shared(connection: Connection, hashes: Sequence[int]) -> Counter[bytes]:
    """Return how many of `hashes` each article has, by the bytes of its id."""
    asked = tuple(hashes[:MOST_HASHES])
    if not asked:
        return Counter()
    mark = "%s" if connection.dialect.name == "postgresql" else "?"
    rows = connection.exec_driver_sql(_lookup(len(asked), mark), asked)
    return Counter(bytes(row[0]) for row in rows)


def _pages(connection: Connection, names: Sequence[str]) -> list[StoredPage]:
    rows = connection.execute(_current().where(table(Article).c.id.in_(names))).all()
    if not rows:
        return []
    segments = table(SegmentRow)
    parts: dict[str, list[StoredPart]] = {}
    told = select(segments.c.id, segments.c.revision_id, segments.c.kind, segments.c.blocks).order_by(
        segments.c.revision_id, segments.c.position
    )
    for part in connection.execute(told.where(segments.c.revision_id.in_([row.revision_id for row in rows]))):
        parts.setdefault(part.revision_id, []).append(
            StoredPart(segment_id=part.id, kind=SegmentKind(part.kind), blocks=tuple(part.blocks))
        )
    return [_stored(row, parts.get(row.revision_id, [])) for row in rows]


@cache
def _current() -> Select[Any]:
    articles, revisions = table(Article), table(Revision)
    return select(
        articles.c.id,
        articles.c.canonical_url,
        articles.c.title,
        articles.c.published,
        articles.c.first_seen,
        articles.c.revision_id,
        revisions.c.content_sha,
        revisions.c.blocks,
        revisions.c.sketch,
    ).join(revisions, revisions.c.id == articles.c.revision_id)


def _stored(row: Row[Any], parts: Sequence[StoredPart]) -> StoredPage:
    return StoredPage(
        article_id=row.id,
        url=row.canonical_url,
        title=row.title,
        published=row.published,
        first_seen=row.first_seen,
        content_sha=row.content_sha,
        blocks=tuple(convert(block, Block) for block in row.blocks),
        sketch=tuple(row.sketch or ()),
        parts=tuple(parts),
    )


def replace_keys(connection: Connection, article_id: str, before: Sequence[int], after: Sequence[int]) -> None:
    """Have the index name `article_id` under the hashes `after`, and no longer under `before`."""
    keys = table(SketchKey)
    gone = sorted(set(before) - set(after))
    if gone:
        connection.execute(keys.delete().where(keys.c.hash.in_(gone), keys.c.article_id == article_id))
    fresh = sorted(set(after) - set(before))
    if fresh:
        # One row a statement, which is compiled once: one of all the rows is compiled for each article (0.5 ms).
        connection.execute(
            _insert(connection.dialect.name), [{"hash": value, "article_id": article_id} for value in fresh]
        )


@cache
def _insert(dialect: str) -> Any:
    known = postgresql if dialect == "postgresql" else sqlite
    return known.insert(table(SketchKey)).on_conflict_do_nothing()
