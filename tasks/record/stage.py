"""The stage and what it needs."""

from collections.abc import Iterator
from datetime import datetime
from typing import Protocol

from schemas.events import Recorded, StoriesLinked
from tasks.record.rows import Known, Rows, rows_of


class Archive(Protocol):
    """The records, inside one transaction."""

    def known(self, article_id: str) -> Known | None:
        """Return what is stored of the article, or None."""
        ...

    def store(self, rows: Rows) -> None:
        """Write all rows, idempotently: a row that exists stays, or is brought up to date."""
        ...


class Clock(Protocol):
    """The time."""

    def now(self) -> datetime:
        """Return the aware UTC time."""
        ...


class Needs(Protocol):
    """What recording asks for."""

    @property
    def archive(self) -> Archive: ...  # noqa: D102 - the type says it

    @property
    def clock(self) -> Clock: ...  # noqa: D102 - the type says it


def record(linked: StoriesLinked, needs: Needs) -> Iterator[Recorded]:
    """Store the article, its version, segments, links and event; the caller commits them as one."""
    kept = linked.detected.kept
    known = needs.archive.known(kept.article_id)
    rows = rows_of(linked, known, needs.clock.now())
    needs.archive.store(rows)
    yield Recorded(
        article_id=kept.article_id,
        revision_id=kept.revision_id,
        title=kept.extracted.article.title,
        number=rows.revision["number"],
        segments=len(rows.segments),
        links=len(rows.links),
    )
