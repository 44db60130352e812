"""Corrections as they are kept: rules on pairs of segments. The newest wins, but no repair overrules a person."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, and_, or_, select

from schemas import ids
from schemas.records import SegmentRow
from schemas.relations import Correction
from schemas.segments import CorrectionKind
from tasks.link_stories.grouping import pair_of
from worker.toolbox.database import ROWS_PER_STATEMENT, chunks, table, upsert

PERSON, REPAIR = "person", "repair"
# Both ends of a rule are asked for in one statement.
HALF = ROWS_PER_STATEMENT // 2
OPPOSITE = {
    CorrectionKind.TOGETHER: CorrectionKind.APART,
    CorrectionKind.APART: CorrectionKind.TOGETHER,
}
RULES, SEGMENTS = table(Correction), table(SegmentRow)


@dataclass(frozen=True)
class Rule:
    """A correction in the making. The pair has no direction."""

    kind: CorrectionKind
    one: str
    other: str
    made_by: str = PERSON
    note: str = ""

    @property
    def pair(self) -> tuple[str, str]:
        """The two segments, the lesser id first: so a pair is found however it was named."""
        return pair_of(self.one, self.other)

    @property
    def id(self) -> str:
        """The rule's id."""
        return ids.correction_id(self.kind.value, *self.pair)


def keep_rules(connection: Connection, rules: Iterable[Rule], now: datetime) -> list[Rule]:
    """Write rules and lift what they contradict; return those that hold now.

    A rule of the repair's against which a person's stands is not written.
    """
    kept = []
    for rule in rules:
        opposite = OPPOSITE.get(rule.kind)
        if rule.made_by != PERSON and _a_person_spoke(connection, rule.pair, (rule.kind, opposite)):
            continue
        if opposite is not None:
            lift_rules(connection, opposite, (rule.one,), (rule.other,))
        left, right = rule.pair
        row = {"id": rule.id, "kind": rule.kind.value, "left_id": left, "right_id": right}
        said = {"made_by": rule.made_by, "note": rule.note, "created_at": now}
        upsert(connection, Correction, [row | said], update=tuple(said))
        kept.append(rule)
    return kept


def _a_person_spoke(
    connection: Connection, pair: tuple[str, str], kinds: tuple[CorrectionKind, CorrectionKind | None]
) -> bool:
    names = [kind.value for kind in kinds if kind is not None]
    of_pair = and_(RULES.c.left_id == pair[0], RULES.c.right_id == pair[1], RULES.c.made_by == PERSON)
    return connection.scalar(select(RULES.c.id).where(of_pair, RULES.c.kind.in_(names)).limit(1)) is not None


def lift_rules(connection: Connection, kind: CorrectionKind, ones: Sequence[str], others: Sequence[str]) -> int:
    """Remove the rules of one kind between any of `ones` and any of `others`; return how many there were."""
    sides = (set(ones), set(others))
    standing = [row for row in rules_on(connection, min(ones, others, key=len)) if row.kind == kind.value]
    gone = [row.id for row in standing if _spans((row.left_id, row.right_id), sides)]
    for chunk in chunks(gone):
        connection.execute(RULES.delete().where(RULES.c.id.in_(chunk)))
    return len(gone)


def _spans(pair: tuple[str, str], sides: tuple[set[str], set[str]]) -> bool:
    left, right = pair
    return (left in sides[0] and right in sides[1]) or (left in sides[1] and right in sides[0])


def any_rules(connection: Connection) -> bool:
    """Tell whether there is any correction: mostly not, and then nothing else need be asked."""
    return connection.exec_driver_sql("SELECT 1 FROM correction LIMIT 1").first() is not None


def rules_on(connection: Connection, segments: Sequence[str]) -> list[Row[Any]]:
    """Return the rules that name any of these segments, oldest first."""
    found: dict[str, Row[Any]] = {}
    for chunk in chunks(list(dict.fromkeys(segments)), HALF):
        named = or_(RULES.c.left_id.in_(chunk), RULES.c.right_id.in_(chunk))
        found |= {row.id: row for row in connection.execute(select(RULES).where(named))}
    return sorted(found.values(), key=lambda row: (row.created_at, row.id))


def inherit_rules(connection: Connection, heirs: Mapping[str, str]) -> None:
    """Have the rules on former segments hold for their heirs, the segments that a new version of their text became."""
    names = {former: name for name, former in heirs.items() if former != name}
    for row in rules_on(connection, list(names)):
        ends = (names.get(row.left_id, row.left_id), names.get(row.right_id, row.right_id))
        rule = Rule(CorrectionKind(row.kind), *ends, row.made_by, row.note)
        left, right = rule.pair
        said = {"made_by": row.made_by, "note": row.note, "created_at": row.created_at}
        upsert(connection, Correction, [{"id": rule.id, "kind": row.kind, "left_id": left, "right_id": right, **said}])


def corrected_stories(connection: Connection, stories: Sequence[str]) -> frozenset[str]:
    """Return those of `stories` that have a segment which a rule binds to another, or keeps apart from it."""
    found: set[str] = set()
    for chunk in chunks(stories):
        for end in (RULES.c.left_id, RULES.c.right_id):
            told = select(SEGMENTS.c.story_id).join(RULES, end == SEGMENTS.c.id).distinct()
            of_chunk = told.where(SEGMENTS.c.story_id.in_(chunk), RULES.c.kind != CorrectionKind.REJECTED.value)
            found.update(connection.scalars(of_chunk))
    return frozenset(found)
