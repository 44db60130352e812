"""Placing stored segments anew: after a correction, and by the nightly repair."""

from collections.abc import Sequence

from sqlalchemy import Connection, select

from schemas.records import SegmentRow, Story
from schemas.segments import CorrectionKind
from tasks.link_stories.naming import founded_by
from tasks.link_stories.neighbourhood import FREE_DAYS, MOST_FREE
from tasks.link_stories.placing import Placing, place
from worker.toolbox import Toolbox
from worker.toolbox.database import chunks, table
from worker.toolbox.kinship import move, rescore
from worker.toolbox.rules import rules_on

SEGMENTS, STORIES = table(SegmentRow), table(Story)


def replace_stories(tools: Toolbox, segment_ids: Sequence[str]) -> None:
    """Move the named segments to where the rules on them say: into another story, or out of theirs.

    `tools` are those of the open transaction. Segments of one story move together: a rule `together` between one of
    them and a segment of another story moves them there; a rule `apart` from a segment that stays in their story,
    with no rule that binds them elsewhere, makes them a new one. Where no rule moves them the machine decides.
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
        move(connection, dict.fromkeys(moving, bound.get(home) or _new_story(connection, moving)))
    if not parted | set(bound):
        regroup(tools, segment_ids)


def regroup(
    tools: Toolbox, segment_ids: Sequence[str], *, free_days: int = FREE_DAYS, most: int = MOST_FREE
) -> Placing:
    """Group the named segments, as far as they are current, and the reports around them anew."""
    connection = tools.connection
    assert connection is not None, "stories are changed inside a transaction"
    days = {name: told.day for name, told in tools.stories.standing(segment_ids).items()}
    placing = place(days, (), tools.stories, free_days=free_days, most=most) if days else Placing()
    move(connection, placing.moved)
    scores = placing.rescored.items()
    rescore(connection, [{"source": later, "target": earlier, "new": score} for (later, earlier), score in scores])
    return placing


def _stories_of(connection: Connection, names: Sequence[str]) -> dict[str, str]:
    found: dict[str, str] = {}
    for chunk in chunks(names):
        statement = select(SEGMENTS.c.id, SEGMENTS.c.story_id).where(
            SEGMENTS.c.id.in_(chunk), SEGMENTS.c.story_id.is_not(None)
        )
        found |= {row.id: row.story_id for row in connection.execute(statement)}
    return found


def _new_story(connection: Connection, names: Sequence[str]) -> str:
    """Return the id of a story that these segments found, and that no story has."""
    known = select(STORIES.c.id)
    free = (story for story in founded_by(names) if connection.scalar(known.where(STORIES.c.id == story)) is None)
    return next(free)
