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
    members = [article_id, *articles]
    settle(connection, connection.scalars(select(rows.c.duplicate_group_id).where(rows.c.id.in_(members)).distinct()))


def settle(connection: Connection, roots: Any) -> None:
    """Choose anew which group stands for the members of `roots`; without members nothing changes."""
    names = sorted(set(roots))
    first = _earliest(connection, names)
    if first is None:
        return
    groups, articles = table(DuplicateGroup), table(Article)
    chosen = ids.duplicate_group_id(first.content_sha)
    lost = [name for name in names if name != chosen]
    if lost:
        # Whatever was merged into a group that gives way follows it: `merged_into` always names a root.
        connection.execute(
            update(groups).where(or_(groups.c.id.in_(lost), groups.c.merged_into.in_(lost))).values(merged_into=chosen)
        )
        connection.execute(
            update(articles).where(articles.c.duplicate_group_id.in_(lost)).values(duplicate_group_id=chosen)
        )
    connection.execute(update(groups).where(groups.c.id == chosen).values(merged_into=None, first_article_id=first.id))


def _earliest(connection: Connection, roots: Sequence[str]) -> Any:
    articles, revisions = table(Article), table(Revision)
    return connection.execute(
        select(articles.c.id, revisions.c.content_sha)
        .join(revisions, revisions.c.id == articles.c.revision_id)
        .where(articles.c.duplicate_group_id.in_(roots))
        .order_by(func.coalesce(articles.c.published, articles.c.first_seen), articles.c.id)
        .limit(1)
    ).first()
