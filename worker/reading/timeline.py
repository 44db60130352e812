"""One story as it was told: tellings, links between them, who had what first, and the lanes of its outlets."""

import datetime as dt
from collections.abc import Iterator
from itertools import islice

from sqlalchemy import Connection, Select, case, func, select

from schemas.records import Article, LinkRow, Revision, SegmentRow, Story
from schemas.segments import LinkKind
from worker.reading.axis import scale_of
from worker.reading.facts import MOST_TELLINGS, first_tellers
from worker.reading.links import COLUMNS
from worker.reading.outlets import outlet_of
from worker.reading.query import Row, all_rows, full_id, stream
from worker.reading.tellings import Telling, between_tellings, in_order, lanes_of, telling, without_copies
from worker.toolbox.database import table

ARTICLES, SEGMENTS, STORIES = table(Article), table(SegmentRow), table(Story)
REVISIONS, LINKS = table(Revision), table(LinkRow)
MOST_LINKS, MOST_ELSEWHERE = 500, 20
# A story of more tellings than this is read up to here; the rest is counted.
MOST_READ = 5000
_CONTRADICTIONS_FIRST = case((LINKS.c.kind == LinkKind.CONTRADICTS.value, 0), else_=1)


def timeline(connection: Connection, given: str) -> Row:
    """Return one story whole; `tellings`, `links`, `facts`, `lanes` are what it is drawn from, `elsewhere` leads on.

    Raises `Fault(bad_input)` for an id that names no story.
    """
    name = full_id(connection, STORIES, given)
    found = all_rows(connection, select(STORIES).where(STORIES.c.id == name))[0]
    ordered = in_order(_tellings(connection, name))
    told = without_copies(ordered)
    links = between_tellings(_links(connection, name), told)
    total = connection.scalar(select(func.count()).select_from(_told(name).subquery())) or 0
    return {
        **found,
        "articles": len({each.article_id for each in ordered}),
        "outlets": len({each.outlet for each in ordered}),
        "texts": len({each.group for each in ordered}),
        "not_read": max(0, total - MOST_READ),
        "scale": scale_of([each.at for each in told if each.dated]),
        "tellings": [each.as_row() for each in told],
        "links": links,
        "elsewhere": _elsewhere(connection, name),
        "facts": [fact.as_row() for fact in first_tellers(told, found["slug"], links)],
        "lanes": [lane._asdict() | {"dots": [dot._asdict() for dot in lane.dots]} for lane in lanes_of(told)],
    }


def _told(story: str) -> Select[tuple[str]]:
    """Return the current segments of a story."""
    current = SEGMENTS.c.revision_id == ARTICLES.c.revision_id
    return (
        select(SEGMENTS.c.id)
        .join(ARTICLES, ARTICLES.c.id == SEGMENTS.c.article_id)
        .where(SEGMENTS.c.story_id == story, current)
    )


def _tellings(connection: Connection, story: str) -> Iterator[Telling]:
    """Yield the story's segments with their texts counted; the earliest ones keep theirs, for the facts."""
    revised = _revised(connection, story)
    at = func.coalesce(ARTICLES.c.published, ARTICLES.c.first_seen)
    statement = (
        select(
            *(SEGMENTS.c[name] for name in ("id", "article_id", "slug", "headline", "principals", "place", "share")),
            SEGMENTS.c.blocks,
            *(ARTICLES.c[name] for name in ("site", "published", "revisions", "duplicate_group_id")),
            ARTICLES.c.canonical_url.label("article_url"),
            ARTICLES.c.title.label("article_title"),
            ARTICLES.c.first_seen.label("article_first_seen"),
            REVISIONS.c.blocks.label("revision_blocks"),
        )
        .join(ARTICLES, ARTICLES.c.id == SEGMENTS.c.article_id)
        .join(REVISIONS, REVISIONS.c.id == SEGMENTS.c.revision_id)
        .where(SEGMENTS.c.id.in_(_told(story)))
        .order_by(at, SEGMENTS.c.id)
        .limit(MOST_READ)
    )
    for number, row in enumerate(stream(connection, statement)):
        yield telling(row, revised.get(row["article_id"], ()), with_text=number < MOST_TELLINGS)


def _revised(connection: Connection, story: str) -> dict[str, list[dt.datetime]]:
    """Return when each article of a story got its second and later versions."""
    articles = select(SEGMENTS.c.article_id).where(SEGMENTS.c.story_id == story)
    statement = (
        select(REVISIONS.c.article_id, REVISIONS.c.created_at)
        .where(REVISIONS.c.article_id.in_(articles), REVISIONS.c.number > 1)
        .order_by(REVISIONS.c.article_id, REVISIONS.c.number)
        .limit(MOST_READ)
    )
    found: dict[str, list[dt.datetime]] = {}
    for row in connection.execute(statement):
        found.setdefault(row.article_id, []).append(row.created_at)
    return found


def _links(connection: Connection, story: str) -> list[Row]:
    """Return the links inside a story, contradictions first, then the strongest."""
    statement = (
        select(*COLUMNS)
        .where(LINKS.c.source_id.in_(_told(story)), LINKS.c.target_id.in_(_told(story)))
        .order_by(_CONTRADICTIONS_FIRST, LINKS.c.score.desc(), LINKS.c.id)
        .limit(MOST_LINKS)
    )
    return list(islice(stream(connection, statement), MOST_LINKS))


def _elsewhere(connection: Connection, story: str) -> list[Row]:
    """Return the links that lead from a story to segments of others, contradictions first, then the strongest."""
    found = [
        row
        for ends in (("source_id", "target_id"), ("target_id", "source_id"))
        for row in _leading(connection, story, *ends)
    ]
    found.sort(key=lambda row: (row["kind"] != LinkKind.CONTRADICTS.value, -row["score"], row["id"]))
    return found[:MOST_ELSEWHERE]


def _leading(connection: Connection, story: str, own_end: str, other_end: str) -> list[Row]:
    # From the story's own segments outwards, once for either end: both ends in one condition would read all links.
    statement = (
        select(
            *COLUMNS,
            SEGMENTS.c.slug.label("slug"),
            SEGMENTS.c.headline.label("headline"),
            SEGMENTS.c.story_id.label("story_id"),
            ARTICLES.c.site,
            ARTICLES.c.canonical_url.label("article_url"),
        )
        .join(SEGMENTS, SEGMENTS.c.id == LINKS.c[other_end])
        .join(ARTICLES, ARTICLES.c.id == SEGMENTS.c.article_id)
        .where(LINKS.c[own_end].in_(_told(story)), SEGMENTS.c.story_id != story)
        .where(SEGMENTS.c.revision_id == ARTICLES.c.revision_id)
        .order_by(_CONTRADICTIONS_FIRST, LINKS.c.score.desc(), LINKS.c.id)
        .limit(MOST_ELSEWHERE)
    )
    return [row | {"outlet": outlet_of(row)} for row in stream(connection, statement)]
