"""Placing stored segments anew after a correction: the stories follow the rules at once."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, func, select

from schemas import ids
from schemas.records import Article, SegmentRow, Story
from schemas.segments import CorrectionKind
from worker.toolbox import Toolbox
from worker.toolbox.database import ROWS_PER_STATEMENT, table, upsert
from worker.toolbox.rules import rules_on

SEGMENTS, STORIES, ARTICLES = table(SegmentRow), table(Story), table(Article)


def replace_stories(tools: Toolbox, segment_ids: Sequence[str]) -> None:
    """Move the named segments to where the rules on them say: into another story, or out of theirs.

    `tools` are those of the open transaction. Segments of one story move together: a rule `together` between one of
    them and a segment of another story moves them there; a rule `apart` from a segment that stays in their story,
    with no rule that binds them elsewhere, makes them a new one.
    """
    connection = tools.connection
    assert connection is not None, "stories are changed inside a transaction"
    homes = _stories_of(connection, segment_ids)
    bound: dict[str, str] = {}
    parted: set[str] = set()
    for rule in rules_on(connection, segment_ids):
        inside, outside = (rule.left_id, rule.right_id) if rule.left_id in homes else (rule.right_id, rule.left_id)
        home, other = homes.get(inside), _stories_of(connection, [outside]).get(outside)
        if outside in homes or home is None or other is None:
            continue
        if rule.kind == CorrectionKind.TOGETHER and other != home:
            bound[home] = other
        elif rule.kind == CorrectionKind.APART and other == home:
            parted.add(home)
    for home in sorted(parted | set(bound)):
        moving = [name for name in segment_ids if homes.get(name) == home]
        _move(connection, moving, home, bound.get(home) or _found(connection, moving))


def _stories_of(connection: Connection, names: Sequence[str]) -> dict[str, str]:
    found: dict[str, str] = {}
    for start in range(0, len(names), ROWS_PER_STATEMENT):
        chunk = names[start : start + ROWS_PER_STATEMENT]
        statement = select(SEGMENTS.c.id, SEGMENTS.c.story_id).where(
            SEGMENTS.c.id.in_(chunk), SEGMENTS.c.story_id.is_not(None)
        )
        found |= {row.id: row.story_id for row in connection.execute(statement)}
    return found


def _found(connection: Connection, names: Sequence[str]) -> str:
    """Open the story of the first segment that founds none yet; of the first one's rule if all of them do."""
    made = [ids.story_id(name) for name in names]
    taken = set(connection.scalars(select(STORIES.c.id).where(STORIES.c.id.in_(made[:ROWS_PER_STATEMENT]))))
    name = next((name for name in made if name not in taken), ids.story_id(f"{names[0]} apart"))
    first: Row[Any] = connection.execute(select(SEGMENTS).where(SEGMENTS.c.id == names[0])).one()
    at = first.first_seen
    row = {"id": name, "slug": first.slug, "headline": first.headline, "first_seen": at, "last_seen": at}
    upsert(connection, Story, [row])
    return name


def _move(connection: Connection, names: Sequence[str], home: str, story: str) -> None:
    for start in range(0, len(names), ROWS_PER_STATEMENT):
        chunk = names[start : start + ROWS_PER_STATEMENT]
        connection.execute(SEGMENTS.update().where(SEGMENTS.c.id.in_(chunk)).values(story_id=story))
    for touched in (home, story):
        _bring_up_to_date(connection, touched)


def _bring_up_to_date(connection: Connection, story: str) -> None:
    """Set when a story was first and last told of; one that nothing tells any more goes."""
    at = func.coalesce(ARTICLES.c.published, SEGMENTS.c.first_seen)
    told = select(func.min(at), func.max(at)).join(ARTICLES, ARTICLES.c.id == SEGMENTS.c.article_id)
    first, last = connection.execute(told.where(SEGMENTS.c.story_id == story)).one()
    of_story = STORIES.c.id == story
    if first is None:
        connection.execute(STORIES.delete().where(of_story))
        return
    seen: dict[str, datetime] = {"first_seen": first, "last_seen": last}
    connection.execute(STORIES.update().where(of_story).values(**seen))
