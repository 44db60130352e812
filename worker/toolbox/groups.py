"""Duplicate groups: which articles carry the same text, and which of them was first.

The group of the earliest article (published, else first seen; then the lesser id) stands for all, so that the
grouping does not depend on the order of arrival.
"""

from collections.abc import Sequence
from typing import Any, NamedTuple

from sqlalchemy import Connection, func, or_, select, update

from schemas import ids
from schemas.records import Article, DuplicateGroup, Revision
from worker.toolbox.database import table


class Root(NamedTuple):
    """The group that stands for another, and whether a certain article is the first that it had."""

    id: str
    is_own: bool


def root_of(connection: Connection, group_id: str, article_id: str) -> Root:
    """Return the group that stands for `group_id`: itself, or what it was merged into.

    `is_own` tells that `article_id` founded the group: unless others are united with it, nobody else is in it.
    """
    groups = table(DuplicateGroup)
    row = connection.execute(
        select(groups.c.merged_into, groups.c.first_article_id).where(groups.c.id == group_id)
    ).one()
    return Root(row.merged_into or group_id, row.merged_into is None and row.first_article_id == article_id)


def unite(connection: Connection, article_id: str, articles: Sequence[str]) -> None:
    """Make one group of the stored article's and those of `articles`; that of the earliest stands for all."""
    rows = table(Article)
    of_members = select(rows.c.duplicate_group_id).where(rows.c.id.in_([article_id, *articles])).distinct()
    roots = sorted(connection.scalars(of_members))
    _settle(connection, roots, [article_id, *_firsts(connection, roots)])


def part(connection: Connection, article_id: str, group_id: str) -> None:
    """Choose who is first in a group anew, if it was the article that left it or has another time now.

    Without members nothing changes.
    """
    groups = table(DuplicateGroup)
    first = connection.scalar(select(groups.c.first_article_id).where(groups.c.id == group_id))
    if first == article_id:
        _settle(connection, [group_id], _earliest(connection, group_id))


def _settle(connection: Connection, roots: Sequence[str], candidates: Sequence[str]) -> None:
    """Let the group of the earliest of `candidates` stand for the members of `roots`; without any nothing changes."""
    groups, articles, revisions = table(DuplicateGroup), table(Article), table(Revision)
    contents = select(articles.c.id, revisions.c.content_sha).join(revisions, revisions.c.id == articles.c.revision_id)
    first = connection.execute(contents.where(articles.c.id.in_(candidates)).order_by(*_age()).limit(1)).first()
    if first is None:
        return
    chosen = ids.duplicate_group_id(first.content_sha)
    lost = [name for name in roots if name != chosen]
    if lost:
        # Whatever was merged into a group that gives way follows it: `merged_into` always names a root.
        connection.execute(
            update(groups).where(or_(groups.c.id.in_(lost), groups.c.merged_into.in_(lost))).values(merged_into=chosen)
        )
        connection.execute(
            update(articles).where(articles.c.duplicate_group_id.in_(lost)).values(duplicate_group_id=chosen)
        )
    connection.execute(update(groups).where(groups.c.id == chosen).values(merged_into=None, first_article_id=first.id))


def _firsts(connection: Connection, roots: Sequence[str]) -> list[str]:
    """Return the earliest article of each root: what its row names, as long as that is in it.

    To sort the members instead takes 40 ms among a hundred thousand, for each further one.
    """
    groups, articles = table(DuplicateGroup), table(Article)
    named = (
        select(groups.c.id, groups.c.first_article_id)
        .join(articles, articles.c.id == groups.c.first_article_id)
        .where(groups.c.id.in_(roots), articles.c.duplicate_group_id == groups.c.id)
    )
    told = {row.id: row.first_article_id for row in connection.execute(named)}
    gone = [name for root in roots if root not in told for name in _earliest(connection, root)]
    return [*told.values(), *gone]


def _earliest(connection: Connection, root: str) -> list[str]:
    articles = table(Article)
    members = select(articles.c.id).where(articles.c.duplicate_group_id == root)
    return list(connection.scalars(members.order_by(*_age()).limit(1)))


def _age() -> tuple[Any, Any]:
    articles = table(Article)
    return func.coalesce(articles.c.published, articles.c.first_seen), articles.c.id
