"""Writing what stories are made of: profiles, keys, likenesses, and the stories of segments that are placed anew."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, func, or_, select

from schemas.records import Article, LinkRow, SegmentRow, Story
from schemas.relations import LikenessRow, SegmentKey, SegmentProfile
from schemas.segments import LinkKind
from tasks.link_stories.profile import from_json
from tasks.record.rows import Rows
from worker.toolbox.asking import ask, mark
from worker.toolbox.database import chunks, table, upsert
from worker.toolbox.rules import inherit_rules

# A link's score follows what comes in later; smaller changes are not worth the writing.
LEAST_CHANGE = 0.01
JUDGED = {kind.value for kind in (LinkKind.SAME_EVENT, LinkKind.FOLLOW_UP, LinkKind.BACKGROUND)}
LINKS = "SELECT id, source_id, target_id, kind, score FROM link WHERE source_id IN ({list})"
LINKS_TO = "SELECT id, source_id, target_id, kind, score FROM link WHERE target_id IN ({list})"
RESCORED = "UPDATE link SET score = {mark} WHERE id = {mark}"
SEGMENTS, ARTICLES, STORIES = table(SegmentRow), table(Article), table(Story)


def store_kinship(connection: Connection, rows: Rows) -> None:
    """Bring what finds and joins the article's segments to what its current version has."""
    if forget_article(connection, rows.article["id"]):
        _drop_links(connection, rows)
        inherit_rules(connection, rows.heirs)
    upsert(connection, SegmentProfile, rows.profiles)
    upsert(connection, SegmentKey, rows.keys)
    upsert(connection, LikenessRow, rows.likenesses)
    move(connection, rows.moved)
    rescore(connection, rows.rescored)


def homes_of(connection: Connection, article_id: str) -> set[str]:
    """Return the stories that segments of an article are in."""
    told = select(SEGMENTS.c.story_id).where(SEGMENTS.c.article_id == article_id, SEGMENTS.c.story_id.is_not(None))
    return set(connection.scalars(told))


def _drop_links(connection: Connection, rows: Rows) -> None:
    """Remove the links of segments that a new version has kept, as far as they were not found again."""
    kept, found = {row["id"] for row in rows.segments}, {row["id"] for row in rows.links}
    stale = {
        name
        for statement in (LINKS, LINKS_TO)
        for name, source, target, kind, _ in ask(connection, statement, kept)
        if name not in found and (kind in JUDGED or {source, target} <= kept)
    }
    links = table(LinkRow)
    for chunk in chunks(sorted(stale)):
        connection.execute(links.delete().where(links.c.id.in_(chunk)))


def forget_article(connection: Connection, article_id: str) -> bool:
    """Take the segments of the article's former version out of all indexes; tell whether there were any.

    A revision may change a segment's words: by its old keys it would be found for words it lost; and a live blog
    would crowd the index with its past.
    """
    profiles, keys, alike = table(SegmentProfile), table(SegmentKey), table(LikenessRow)
    former = connection.execute(select(profiles).where(profiles.c.article_id == article_id)).all()
    if not former:
        return False
    for row in former:
        of_segment = (keys.c.segment_id == row.segment_id, keys.c.day == row.day)
        connection.execute(keys.delete().where(keys.c.key.in_(list(from_json(row.profile).keys)), *of_segment))
    for chunk in chunks([row.segment_id for row in former]):
        connection.execute(alike.delete().where(or_(alike.c.left_id.in_(chunk), alike.c.right_id.in_(chunk))))
    connection.execute(profiles.delete().where(profiles.c.article_id == article_id))
    return True


def move(connection: Connection, moved: Mapping[str, str]) -> None:
    """Put stored segments into other stories, which are opened where they are new."""
    if not moved:
        return
    names = sorted(moved)
    left = {row.story_id for row in _chosen(connection, names) if row.story_id}
    _open_stories(connection, moved)
    by_story: dict[str, list[str]] = {}
    for name in names:
        by_story.setdefault(moved[name], []).append(name)
    for story, own in by_story.items():
        for chunk in chunks(own):
            connection.execute(SEGMENTS.update().where(SEGMENTS.c.id.in_(chunk)).values(story_id=story))
    for story in sorted(left | by_story.keys()):
        bring_up_to_date(connection, story)


def _chosen(connection: Connection, names: Sequence[str]) -> list[Any]:
    columns = (SEGMENTS.c.id, SEGMENTS.c.story_id, SEGMENTS.c.slug, SEGMENTS.c.headline, SEGMENTS.c.first_seen)
    found: list[Any] = []
    for chunk in chunks(names):
        found += connection.execute(select(*columns).where(SEGMENTS.c.id.in_(chunk)))
    return found


def _open_stories(connection: Connection, moved: Mapping[str, str]) -> None:
    """Write a row for each story that has none, named after the first member to be seen."""
    rows: dict[str, dict[str, Any]] = {}
    for row in sorted(_chosen(connection, sorted(moved)), key=lambda row: (row.first_seen, row.id)):
        story = {"id": moved[row.id], "slug": row.slug, "headline": row.headline}
        rows.setdefault(moved[row.id], {**story, "first_seen": row.first_seen, "last_seen": row.first_seen})
    upsert(connection, Story, list(rows.values()))


def bring_up_to_date(connection: Connection, story: str) -> None:
    """Set when a story was first and last told of; one that no current segment tells any more goes."""
    at = func.coalesce(ARTICLES.c.published, SEGMENTS.c.first_seen)
    current = table(SegmentProfile)
    told = (
        select(func.min(at), func.max(at))
        .join(ARTICLES, ARTICLES.c.id == SEGMENTS.c.article_id)
        .join(current, current.c.segment_id == SEGMENTS.c.id)
    )
    first, last = connection.execute(told.where(SEGMENTS.c.story_id == story)).one()
    of_story = STORIES.c.id == story
    if first is None:
        connection.execute(STORIES.delete().where(of_story))
        return
    connection.execute(STORIES.update().where(of_story).values(first_seen=first, last_seen=last))


def rescore(connection: Connection, rescored: Sequence[Mapping[str, Any]]) -> None:
    """Give links the scores that their pairs have among their neighbours of now."""
    wanted = {(row["source"], row["target"]): row["new"] for row in rescored}
    changed = [
        (wanted[source, target], name)
        for name, source, target, kind, score in ask(connection, LINKS, {source for source, _ in wanted})
        if (source, target) in wanted and kind in JUDGED and abs(score - wanted[source, target]) >= LEAST_CHANGE
    ]
    if changed:
        # By id: an update by both ends looks at all links of one of them.
        connection.exec_driver_sql(RESCORED.format(mark=mark(connection)), changed)
