"""A story's segments as tellings: who told what when, copies with the text they copied, and the lanes of outlets."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, NamedTuple

from worker.reading.outlets import outlet_of
from worker.reading.query import Row


@dataclass(frozen=True)
class Telling:
    """One segment of the story. `dated` tells whether `at` is the outlet's own time or when the article came in.

    `words` are those of the segment; `copies` the articles that carry the same text and came later.
    """

    segment_id: str
    article_id: str
    group: str
    at: dt.datetime
    dated: bool
    outlet: str
    headline: str
    slug: str
    share: float
    words: int
    revisions: int = 1
    revised_at: tuple[dt.datetime, ...] = ()
    principals: tuple[Row, ...] = field(default=(), repr=False)
    place: str | None = None
    text: str = field(default="", repr=False)
    copies: tuple["Copy", ...] = ()

    def as_row(self) -> Row:
        """Return it as one JSON object, without the text and the people, which `slugline segments show` tells."""
        kept = {name: getattr(self, name) for name in _SHOWN}
        return kept | {"revised_at": list(self.revised_at), "copies": [copy._asdict() for copy in self.copies]}


_SHOWN = (
    "segment_id", "article_id", "at", "dated", "outlet", "headline", "slug", "share", "words", "place", "revisions",
)  # fmt: skip


class Copy(NamedTuple):
    """An article that carries the text of an earlier one."""

    segment_id: str
    article_id: str
    outlet: str
    at: dt.datetime


class Dot(NamedTuple):
    """An article on its lane; `words` are those about this story."""

    article_id: str
    at: dt.datetime
    dated: bool
    words: int
    copies: int
    revised_at: tuple[dt.datetime, ...]


class Lane(NamedTuple):
    """An outlet with its articles in order of time; `outlets` counts those that share the lane."""

    outlet: str
    dots: tuple[Dot, ...]
    outlets: int = 1

    @property
    def words(self) -> int:
        """All words of the lane."""
        return sum(dot.words for dot in self.dots)


def telling(row: Row, revised_at: Sequence[dt.datetime], *, with_text: bool) -> Telling:
    """Return the telling of a stored segment with its article's facts and `revision_blocks`."""
    blocks: list[dict[str, Any]] = row["revision_blocks"]
    text = "\n\n".join(blocks[index]["text"] for index in row["blocks"] if index < len(blocks))
    return Telling(
        segment_id=row["id"],
        article_id=row["article_id"],
        group=row["duplicate_group_id"],
        at=row["published"] or row["article_first_seen"],
        dated=row["published"] is not None,
        outlet=outlet_of(row),
        headline=row["headline"] or row["article_title"],
        slug=row["slug"],
        share=row["share"],
        words=len(text.split()),
        revisions=row["revisions"],
        revised_at=tuple(revised_at),
        principals=tuple(row["principals"]) if with_text else (),
        place=row["place"],
        text=text if with_text else "",
    )


def in_order(found: Iterable[Telling]) -> list[Telling]:
    """Return tellings by time; those without a date of their own come last, in the order in which they came in."""
    return sorted(found, key=lambda told: (not told.dated, told.at, told.article_id, told.segment_id))


def without_copies(ordered: Sequence[Telling]) -> list[Telling]:
    """Return the tellings of each duplicate group's first teller, with the others named as its copies."""
    firsts: dict[str, str] = {}
    for told in ordered:
        firsts.setdefault(told.group, told.article_id)
    copies: dict[str, dict[str, Copy]] = {}
    for told in ordered:
        if firsts[told.group] != told.article_id:
            copy = Copy(told.segment_id, told.article_id, told.outlet, told.at)
            copies.setdefault(told.group, {}).setdefault(told.article_id, copy)
    # An article that tells two parts of the story names its copies once, beside the first: hence `pop`.
    return [
        replace(told, copies=tuple(copies.pop(told.group, {}).values()))
        for told in ordered
        if firsts[told.group] == told.article_id
    ]


def between_tellings(links: Sequence[Row], tellings: Sequence[Telling]) -> list[Row]:
    """Return the links with the ends of copies moved to the texts they copied, in their order, like ones once.

    `also` counts those that fell together; links between a text and its copies go: the copies stand beside it.
    """
    drawn = {copy.segment_id: told.segment_id for told in tellings for copy in told.copies}
    kept: dict[tuple[str, frozenset[str]], Row] = {}
    for link in links:
        ends: list[str] = [link["source_id"], link["target_id"]]
        source, target = (drawn.get(end, end) for end in ends)
        if source == target:
            continue
        like = kept.setdefault((link["kind"], frozenset((source, target))), {**link, "also": -1})
        like["also"] += 1
        like |= {"source_id": source, "target_id": target} if like["id"] == link["id"] else {}
    return list(kept.values())


def lanes_of(tellings: Sequence[Telling]) -> list[Lane]:
    """Return one lane an outlet, in the order in which they came to the story."""
    lanes: dict[str, dict[str, Dot]] = {}
    for told in tellings:
        dots = lanes.setdefault(told.outlet, {})
        dot = dots.get(told.article_id) or Dot(told.article_id, told.at, told.dated, 0, 0, told.revised_at)
        dots[told.article_id] = dot._replace(words=dot.words + told.words, copies=dot.copies + len(told.copies))
    return [Lane(name, tuple(dots.values())) for name, dots in lanes.items()]


def busiest(lanes: Sequence[Lane], most: int) -> list[Lane]:
    """Return at most `most` lanes: the busiest in their order, and the rest summed up in the last one."""
    if len(lanes) <= most:
        return list(lanes)
    ranked = sorted(range(len(lanes)), key=lambda at: (-len(lanes[at].dots), -lanes[at].words, at))
    kept = set(ranked[: most - 1])
    rest = [lane for at, lane in enumerate(lanes) if at not in kept]
    dots = sorted((dot for lane in rest for dot in lane.dots), key=lambda dot: (dot.at, dot.article_id))
    return [lanes[at] for at in sorted(kept)] + [Lane(f"{len(rest)} others", tuple(dots), len(rest))]
