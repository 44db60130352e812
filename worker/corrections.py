"""When the machine is wrong: a person says so, it is kept as a rule, and the stories follow at once."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Row, and_, func, or_, select

from schemas.codes import Code
from schemas.outcomes import Fault
from schemas.records import Article, LinkRow, SegmentRow, Story
from schemas.relations import Correction
from schemas.segments import CorrectionKind
from worker.at_rest import records_at_rest
from worker.logs import get_logger
from worker.reading.query import full_id
from worker.replacing import replace_stories
from worker.toolbox import Toolbox
from worker.toolbox.database import table
from worker.toolbox.rules import PERSON, Rule, keep_rules, lift_rules

log = get_logger()

SEGMENTS, ARTICLES, STORIES = table(SegmentRow), table(Article), table(Story)
LINKS, RULES = table(LinkRow), table(Correction)


@dataclass(frozen=True)
class Corrected:
    """What a correction did: the rules that hold now (or held), the stories it touched, the links that went."""

    action: str
    rules: tuple[str, ...]
    stories: tuple[str, ...] = ()
    links: tuple[str, ...] = ()

    def as_row(self) -> dict[str, Any]:
        """Return it as one JSON object."""
        return {
            "action": self.action,
            "rules": list(self.rules),
            "stories": list(self.stories),
            "links": list(self.links),
        }


def merge(tools: Toolbox, one: str, other: str, *, note: str = "", made_by: str = PERSON) -> Corrected:
    """Make two stories one, the one that was told first: their earliest segments are bound together.

    Raises `Fault(bad_input)` for an id that names no story, or when both name the same.
    """
    with records_at_rest(tools) as (connection, inside):
        named = [full_id(connection, STORIES, given) for given in (one, other)]
        if named[0] == named[1]:
            raise Fault(Code.BAD_INPUT, f"{one!r} and {other!r} are one story; `slugline stories list` shows others")
        earlier, later = sorted((_told(connection, name) for name in named), key=_age)
        lift_rules(connection, CorrectionKind.APART, _ids(earlier), _ids(later))
        rule = Rule(CorrectionKind.TOGETHER, earlier[0].id, later[0].id, made_by, note)
        kept = keep_rules(connection, [rule], tools.clock.now())
        replace_stories(inside, _ids(later))
        home = connection.scalar(select(SEGMENTS.c.story_id).where(SEGMENTS.c.id == earlier[0].id))
    return _said("merge", kept, stories=[name for name in (home, *named) if name], note=note)


def split(tools: Toolbox, story: str, segments: Sequence[str], *, note: str = "", made_by: str = PERSON) -> Corrected:
    """Have the named segments leave a story together: they are kept apart from the earliest that remains.

    Raises `Fault(bad_input)` for an unknown id, a segment of another story, or when none would remain.
    """
    with records_at_rest(tools) as (connection, inside):
        name = full_id(connection, STORIES, story)
        told = _told(connection, name)
        leaving = list(dict.fromkeys(_member(connection, given, name) for given in segments))
        staying = [row for row in told if row.id not in leaving]
        if not any(row.current for row in staying):
            raise Fault(
                Code.BAD_INPUT, f"none would remain in story {name[:8]}; leave out at least one of its segments"
            )
        lift_rules(connection, CorrectionKind.TOGETHER, leaving, _ids(staying))
        apart = Rule(CorrectionKind.APART, leaving[0], staying[0].id, made_by, note)
        bound = [Rule(CorrectionKind.TOGETHER, leaving[0], further, made_by, note) for further in leaving[1:]]
        kept = keep_rules(connection, [apart, *bound], tools.clock.now())
        replace_stories(inside, leaving)
        homes = connection.scalars(select(SEGMENTS.c.story_id).where(SEGMENTS.c.id.in_(leaving)))
        touched = [name, *(home for home in homes if home)]
    return _said("split", kept, stories=touched, note=note)


def reject(tools: Toolbox, link: str, *, note: str = "", made_by: str = PERSON) -> Corrected:
    """Remove what links the two ends of a link, and have nothing link them again.

    Raises `Fault(bad_input)` for an id that names no link.
    """
    with records_at_rest(tools) as (connection, inside):
        name = full_id(connection, LINKS, link)
        ends = connection.execute(select(LINKS.c.source_id, LINKS.c.target_id).where(LINKS.c.id == name)).one()
        kept = keep_rules(connection, [Rule(CorrectionKind.REJECTED, *ends, made_by, note)], tools.clock.now())
        between = or_(
            and_(LINKS.c.source_id == ends[0], LINKS.c.target_id == ends[1]),
            and_(LINKS.c.source_id == ends[1], LINKS.c.target_id == ends[0]),
        )
        gone = list(connection.scalars(select(LINKS.c.id).where(between).order_by(LINKS.c.id)))
        connection.execute(LINKS.delete().where(between))
        replace_stories(inside, list(ends))
    return _said("reject", kept, links=gone, note=note)


def remove(tools: Toolbox, given: str) -> Corrected:
    """Take a correction back: from now on the machine decides about its two segments by itself.

    Raises `Fault(bad_input)` for an id that names no correction.
    """
    with records_at_rest(tools) as (connection, inside):
        name = full_id(connection, RULES, given)
        rule = connection.execute(select(RULES).where(RULES.c.id == name)).one()
        connection.execute(RULES.delete().where(RULES.c.id == name))
        replace_stories(inside, [rule.left_id, rule.right_id])
    log.info("story.corrected", action="remove", rule=name, kind=rule.kind)
    return Corrected("remove", (name,))


def _told(connection: Connection, story: str) -> list[Row[Any]]:
    """Return the segments of a story, those of current revisions first, each in the order of the news."""
    at = func.coalesce(ARTICLES.c.published, SEGMENTS.c.first_seen).label("at")
    current = (SEGMENTS.c.revision_id == ARTICLES.c.revision_id).label("current")
    statement = (
        select(SEGMENTS.c.id, at, current)
        .join(ARTICLES, ARTICLES.c.id == SEGMENTS.c.article_id)
        .where(SEGMENTS.c.story_id == story)
        .order_by(current.desc(), at, SEGMENTS.c.id)
    )
    told = list(connection.execute(statement))
    if not told:
        raise Fault(Code.BAD_INPUT, f"story {story[:8]} has no segments left; `slugline stories list` shows the others")
    return told


def _age(told: Sequence[Row[Any]]) -> tuple[Any, str]:
    return told[0].at, told[0].id


def _ids(told: Sequence[Row[Any]]) -> list[str]:
    return [row.id for row in told]


def _member(connection: Connection, given: str, story: str) -> str:
    name = full_id(connection, SEGMENTS, given)
    home = connection.scalar(select(SEGMENTS.c.story_id).where(SEGMENTS.c.id == name))
    if home != story:
        where, short = f"of story {home[:8]}" if home else "of no story", story[:8]
        fix = f"`slugline stories show {short}` lists its segments"
        raise Fault(Code.BAD_INPUT, f"segment {name[:8]} is {where}, not of {short}; {fix}")
    return name


def _said(
    action: str, kept: Sequence[Rule], *, stories: Sequence[str] = (), links: Sequence[str] = (), note: str
) -> Corrected:
    touched = tuple(dict.fromkeys(stories))
    log.info(
        "story.corrected",
        action=action,
        rules=[rule.id for rule in kept],
        segments=list(dict.fromkeys(name for rule in kept for name in rule.pair)),
        stories=list(touched),
        links=list(links),
        made_by=kept[0].made_by if kept else PERSON,
        note=note,
    )
    return Corrected(action, tuple(rule.id for rule in kept), touched, tuple(links))
