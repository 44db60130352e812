"""Story segments, who they are about, and how they relate."""

import datetime as dt
from enum import StrEnum

from msgspec import Struct


class SegmentKind(StrEnum):
    """`story` tells one story; the others serve one."""

    STORY = "story"
    BACKGROUND = "background"
    FAQ = "faq"
    TABLE = "table"
    BOILERPLATE = "boilerplate"


class LinkKind(StrEnum):
    """How the source segment relates to the target segment."""

    SAME_EVENT = "same_event"
    FOLLOW_UP = "follow_up"
    BACKGROUND = "background"
    CONTRADICTS = "contradicts"
    NEAR_DUPLICATE = "near_duplicate"
    DUPLICATE = "duplicate"
    REVISION_OF = "revision_of"


class CorrectionKind(StrEnum):
    """What a correction says of two segments: they tell one story, they tell two, or nothing links them."""

    TOGETHER = "together"
    APART = "apart"
    REJECTED = "rejected"


class Cue(Struct, frozen=True, kw_only=True):
    """One reason for a decision (where a segment starts, who is a principal of it), with its weight in it."""

    name: str
    weight: float
    detail: str = ""


class Principal(Struct, frozen=True, kw_only=True):
    """A person or organisation a segment is about.

    `name` is the fullest form seen, `key` the folded form that equal names share (see
    `tasks.shared.names`), `evidence` the sentences that show it, `cues` what made it rank where it stands.
    `organisation` tells a body or a group from a person.
    """

    name: str
    key: str
    role: str | None = None
    country: str | None = None
    aliases: tuple[str, ...] = ()
    mentions: int = 0
    evidence: tuple[str, ...] = ()
    cues: tuple[Cue, ...] = ()
    organisation: bool = False


class Segment(Struct, frozen=True, kw_only=True):
    """Blocks of one revision that tell one story or serve it.

    `blocks` are indexes of the revision's blocks, ascending; every block has exactly one segment.
    `score` is the confidence of the segment's opening boundary, 0 to 1. `serves` is the index of
    the story segment that a serving segment belongs to. `confidence`, 0 to 1, is how far the rules for names, places
    and days hold in the segment's language (see `tasks.shared.languages.trust_in`). `place_confidence` and
    `date_confidence` are from 0 to 1, None where there is no place or date.
    """

    index: int
    kind: SegmentKind
    slug: str
    headline: str
    blocks: tuple[int, ...]
    score: float
    principals: tuple[Principal, ...] = ()
    place: str | None = None
    date: dt.date | None = None
    serves: int | None = None
    cues: tuple[Cue, ...] = ()
    confidence: float | None = None
    place_confidence: float | None = None
    date_confidence: float | None = None


class Conflict(Struct, frozen=True, kw_only=True):
    """One slot (`who`, `when`, `where`, `how_many`, `heading`) that two segments fill differently."""

    field: str
    source: str
    target: str
    quotes: tuple[str, ...] = ()


class Evidence(Struct, frozen=True, kw_only=True):
    """What two linked segments share, where they disagree, and what the link's score is made of.

    A feature is a cue whose `weight` is its contribution in log-odds and whose `detail` is the value it had.
    """

    shared: tuple[str, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    features: tuple[Cue, ...] = ()


class PageLink(Struct, frozen=True, kw_only=True):
    """A link between two segments of one revision; `source` and `target` are segment indexes."""

    source: int
    target: int
    kind: LinkKind
    score: float
    evidence: Evidence = Evidence()


class StoryLink(Struct, frozen=True, kw_only=True):
    """A link between two stored segments; `source` and `target` are segment ids."""

    source: str
    target: str
    kind: LinkKind
    score: float
    evidence: Evidence = Evidence()
