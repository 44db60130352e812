"""Articles, segments, stories and links: lists, single ones whole, and exports."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Select, exists, func, or_, select

from schemas.records import Article, LinkRow, Revision, SegmentRow, Story
from schemas.segments import SegmentKind
from worker.reading.copies import joined_to_original, relatives, with_duplicates
from worker.reading.feeds import feed_id
from worker.reading.links import COLUMNS, KIND
from worker.reading.query import Row, all_rows, full_id, stream
from worker.toolbox.database import table

ARTICLES, SEGMENTS, STORIES, LINKS = table(Article), table(SegmentRow), table(Story), table(LinkRow)
REVISIONS = table(Revision)


@dataclass(frozen=True)
class Filter:
    """What a list is narrowed by. `query` is matched in titles, slugs and headlines; `feed` is an id or a URL.

    `kind` is a segment's or a link's.
    """

    since: dt.datetime | None = None
    query: str | None = None
    feed: str | None = None
    kind: str | None = None
    limit: int | None = 50


def articles(connection: Connection, by: Filter) -> list[Row]:
    """Return articles, newest first."""
    return all_rows(connection, _limited(_articles(connection, by), by))


def segments(connection: Connection, by: Filter) -> list[Row]:
    """Return the segments of current revisions, newest first."""
    return all_rows(connection, _limited(_segments(connection, by), by))


def stories(connection: Connection, by: Filter) -> list[Row]:
    """Return stories with their size, the one that moved last first."""
    return all_rows(connection, _limited(_stories(by), by))


def links(connection: Connection, by: Filter) -> list[Row]:
    """Return links with the slugs of both ends, newest first."""
    return all_rows(connection, _limited(_links(by), by))


def export(connection: Connection, what: str) -> Iterator[Row]:
    """Yield everything of one kind (articles, segments, stories, links), oldest first where it has a time."""
    everything = Filter(limit=None)
    if what == "articles":
        return with_duplicates(stream(connection, joined_to_original(_articles(connection, everything))))
    if what == "segments":
        return stream(connection, _segments(connection, everything))
    if what == "links":
        return stream(connection, _links(everything))
    return stream(connection, _memberships())


def article(connection: Connection, given: str) -> Row:
    """Return one article whole: its current text and blocks, versions, segments, links and copies."""
    name = full_id(connection, ARTICLES, given)
    found = all_rows(connection, select(ARTICLES).where(ARTICLES.c.id == name))[0]
    current = all_rows(connection, select(REVISIONS).where(REVISIONS.c.id == found["revision_id"]))[0]
    versions = (
        select(REVISIONS.c.id, REVISIONS.c.number, REVISIONS.c.title, REVISIONS.c.created_at)
        .where(REVISIONS.c.article_id == name)
        .order_by(REVISIONS.c.number)
    )
    own = _current_segments().where(SEGMENTS.c.article_id == name).order_by(SEGMENTS.c.position)
    return {
        **found,
        "text": current["text"],
        "blocks": current["blocks"],
        "versions": all_rows(connection, versions),
        "segments": all_rows(connection, own),
        "links": _links_of(connection, SEGMENTS.c.article_id == name),
        "duplicates": relatives(connection, found),
    }


def segment(connection: Connection, given: str) -> Row:
    """Return one segment with its text, the text of the block `before` it ("" at the top of a page) and its links."""
    name = full_id(connection, SEGMENTS, given)
    found = all_rows(connection, _current_segments(only_current=False).where(SEGMENTS.c.id == name))[0]
    revision = all_rows(connection, select(REVISIONS).where(REVISIONS.c.id == found["revision_id"]))[0]
    text = "\n\n".join(revision["blocks"][index]["text"] for index in found["blocks"])
    first = found["blocks"][0]
    before = revision["blocks"][first - 1]["text"] if first else ""
    return {**found, "text": text, "before": before, "links": _links_of(connection, SEGMENTS.c.id == name)}


def story(connection: Connection, given: str) -> Row:
    """Return one story with its segments in the order of the news."""
    name = full_id(connection, STORIES, given)
    found = all_rows(connection, select(STORIES).where(STORIES.c.id == name))[0]
    told = _current_segments().where(SEGMENTS.c.story_id == name)
    order = func.coalesce(ARTICLES.c.published, ARTICLES.c.first_seen)
    return {**found, "segments": all_rows(connection, told.order_by(order, SEGMENTS.c.id))}


def link(connection: Connection, given: str) -> Row:
    """Return one link with its evidence."""
    name = full_id(connection, LINKS, given)
    return all_rows(connection, _links(Filter()).where(LINKS.c.id == name))[0]


# Statements


def _limited(statement: Select[Any], by: Filter) -> Select[Any]:
    return statement.limit(by.limit) if by.limit is not None else statement


def _articles(connection: Connection, by: Filter) -> Select[Any]:
    told = (
        select(func.count())
        .where(SEGMENTS.c.revision_id == ARTICLES.c.revision_id, SEGMENTS.c.kind == SegmentKind.STORY.value)
        .scalar_subquery()
    )
    copies = ARTICLES.alias()
    same = select(func.count()).where(copies.c.duplicate_group_id == ARTICLES.c.duplicate_group_id).scalar_subquery()
    statement = select(ARTICLES, told.label("stories"), same.label("copies"))
    if by.since:
        statement = statement.where(ARTICLES.c.first_seen >= by.since)
    if by.query:
        slugged = exists().where(
            SEGMENTS.c.revision_id == ARTICLES.c.revision_id, SEGMENTS.c.slug.icontains(by.query, autoescape=True)
        )
        statement = statement.where(or_(ARTICLES.c.title.icontains(by.query, autoescape=True), slugged))
    if by.feed:
        statement = statement.where(ARTICLES.c.feed_id == feed_id(connection, by.feed))
    newest = by.limit is not None
    return statement.order_by(ARTICLES.c.first_seen.desc() if newest else ARTICLES.c.first_seen, ARTICLES.c.id)


def _current_segments(*, only_current: bool = True) -> Select[Any]:
    statement = select(
        SEGMENTS,
        ARTICLES.c.canonical_url.label("article_url"),
        ARTICLES.c.title.label("article_title"),
        ARTICLES.c.external_id,
        ARTICLES.c.site,
        ARTICLES.c.published,
    ).join(ARTICLES, ARTICLES.c.id == SEGMENTS.c.article_id)
    return statement.where(SEGMENTS.c.revision_id == ARTICLES.c.revision_id) if only_current else statement


def _segments(connection: Connection, by: Filter) -> Select[Any]:
    statement = _current_segments()
    if by.since:
        statement = statement.where(SEGMENTS.c.first_seen >= by.since)
    if by.query:
        matches = (column.icontains(by.query, autoescape=True) for column in (SEGMENTS.c.slug, SEGMENTS.c.headline))
        statement = statement.where(or_(*matches))
    if by.feed:
        statement = statement.where(ARTICLES.c.feed_id == feed_id(connection, by.feed))
    if by.kind:
        statement = statement.where(SEGMENTS.c.kind == by.kind)
    first = SEGMENTS.c.first_seen.desc() if by.limit is not None else SEGMENTS.c.first_seen
    return statement.order_by(first, SEGMENTS.c.article_id, SEGMENTS.c.position)


def _stories(by: Filter) -> Select[Any]:
    told = (
        select(
            SEGMENTS.c.story_id,
            func.count().label("segments"),
            func.count(SEGMENTS.c.article_id.distinct()).label("articles"),
        )
        .join(ARTICLES, ARTICLES.c.revision_id == SEGMENTS.c.revision_id)
        .group_by(SEGMENTS.c.story_id)
        .subquery()
    )
    statement = select(STORIES, told.c.segments, told.c.articles).join(told, told.c.story_id == STORIES.c.id)
    if by.since:
        statement = statement.where(STORIES.c.last_seen >= by.since)
    if by.query:
        matches = (column.icontains(by.query, autoescape=True) for column in (STORIES.c.slug, STORIES.c.headline))
        statement = statement.where(or_(*matches))
    return statement.order_by(STORIES.c.last_seen.desc(), STORIES.c.id)


def _links(by: Filter) -> Select[Any]:
    source, target = SEGMENTS.alias("source"), SEGMENTS.alias("target")
    statement = (
        select(
            *COLUMNS,
            source.c.slug.label("source_slug"),
            source.c.article_id.label("source_article_id"),
            target.c.slug.label("target_slug"),
            target.c.article_id.label("target_article_id"),
        )
        .join(source, source.c.id == LINKS.c.source_id)
        .join(target, target.c.id == LINKS.c.target_id)
    )
    if by.since:
        statement = statement.where(LINKS.c.created_at >= by.since)
    if by.query:
        matches = (column.icontains(by.query, autoescape=True) for column in (source.c.slug, target.c.slug))
        statement = statement.where(or_(*matches))
    if by.kind:
        statement = statement.where(KIND.in_((by.kind,)))
    return statement.order_by(LINKS.c.created_at.desc(), LINKS.c.id)


def _links_of(connection: Connection, condition: Any) -> list[Row]:
    ends = select(SEGMENTS.c.id).where(condition)
    statement = _links(Filter()).where(or_(LINKS.c.source_id.in_(ends), LINKS.c.target_id.in_(ends)))
    return all_rows(connection, statement)


def _memberships() -> Select[Any]:
    """One row a story segment: `id` is the article's external id where it has one.

    An article's largest segment comes last: a reader that keeps one line an article keeps that.
    """
    return (
        select(
            func.coalesce(ARTICLES.c.external_id, ARTICLES.c.id).label("id"),
            SEGMENTS.c.story_id.label("story"),
            SEGMENTS.c.share,
            SEGMENTS.c.id.label("segment_id"),
            SEGMENTS.c.slug,
            ARTICLES.c.id.label("article_id"),
            ARTICLES.c.canonical_url.label("article_url"),
            STORIES.c.slug.label("story_slug"),
            SEGMENTS.c.first_seen,
        )
        .join(ARTICLES, ARTICLES.c.revision_id == SEGMENTS.c.revision_id)
        .join(STORIES, STORIES.c.id == SEGMENTS.c.story_id)
        .order_by(ARTICLES.c.first_seen, ARTICLES.c.id, SEGMENTS.c.share, SEGMENTS.c.position.desc())
    )
