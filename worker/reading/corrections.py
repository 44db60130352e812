"""Corrections, newest first, each with what it does in words."""

from typing import Any

from sqlalchemy import Connection, select

from schemas.records import Article, SegmentRow
from schemas.relations import Correction
from schemas.segments import CorrectionKind
from worker.reading.outlets import outlet
from worker.reading.query import Row, all_rows
from worker.toolbox.database import table

RULES, SEGMENTS, ARTICLES = table(Correction), table(SegmentRow), table(Article)
SAYS = {
    CorrectionKind.TOGETHER: "tell one story",
    CorrectionKind.APART: "tell two stories",
    CorrectionKind.REJECTED: "are not linked",
}
TITLE_WIDTH = 60


def corrections(connection: Connection, *, limit: int) -> list[Row]:
    """Return the standing corrections with both segments' slugs, headlines and outlets, and `says` in words."""
    sides = {name: (SEGMENTS.alias(name), ARTICLES.alias(f"{name}_article")) for name in ("left", "right")}
    statement = select(RULES, *(column for side in sides.items() for column in _columns(*side)))
    for name, (segments, articles) in sides.items():
        statement = statement.join(segments, segments.c.id == RULES.c[f"{name}_id"])
        statement = statement.join(articles, articles.c.id == segments.c.article_id)
    newest = statement.order_by(RULES.c.created_at.desc(), RULES.c.id).limit(limit)
    return [_told(row) for row in all_rows(connection, newest)]


def _told(row: Row) -> Row:
    for name in ("left", "right"):
        row[f"{name}_outlet"] = outlet(row.pop(f"{name}_site"), row.pop(f"{name}_url"))
    return row | {"says": in_words(row)}


def _columns(name: str, side: tuple[Any, Any]) -> list[Any]:
    segments, articles = side
    return [
        segments.c.slug.label(f"{name}_slug"),
        segments.c.headline.label(f"{name}_headline"),
        segments.c.story_id.label(f"{name}_story_id"),
        articles.c.site.label(f"{name}_site"),
        articles.c.canonical_url.label(f"{name}_url"),
    ]


def in_words(row: Row) -> str:
    """Return what a correction does: "“A quake” (Courier) and “A tremor” (Ledger) tell one story"."""
    ends = (f"“{_short(row[f'{name}_headline'])}” ({row[f'{name}_outlet']})" for name in ("left", "right"))
    return f"{' and '.join(ends)} {SAYS[CorrectionKind(row['kind'])]}"


def _short(title: str) -> str:
    return title if len(title) <= TITLE_WIDTH else title[: TITLE_WIDTH - 2].rstrip() + " …"
