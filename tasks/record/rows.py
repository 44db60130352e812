"""From facts to rows. Column names are those of `schemas.records`."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from msgspec import to_builtins

from schemas import ids
from schemas.events import SegmentPlaced, StoriesLinked
from schemas.segments import Segment, SegmentKind

Row = dict[str, Any]

RECORDED, REVISED = "slugline.article.recorded", "slugline.article.revised"


@dataclass(frozen=True)
class Known:
    """What is stored of an article: its versions and when it was last said to be updated."""

    revision_ids: tuple[str, ...]
    updated: datetime | None
    first_seen: datetime


@dataclass(frozen=True)
class Rows:
    """All rows of one recorded revision. `newest` says whether the article row takes this revision's words.

    `united` are the articles whose duplicate groups become one with this article's.
    """

    group: Row
    article: Row
    revision: Row
    newest: bool
    stories: list[Row] = field(default_factory=list)
    segments: list[Row] = field(default_factory=list)
    profiles: list[Row] = field(default_factory=list)
    keys: list[Row] = field(default_factory=list)
    likenesses: list[Row] = field(default_factory=list)
    moved: dict[str, str] = field(default_factory=dict)
    heirs: dict[str, str] = field(default_factory=dict)
    rescored: list[Row] = field(default_factory=list)
    links: list[Row] = field(default_factory=list)
    copies: list[Row] = field(default_factory=list)
    united: list[str] = field(default_factory=list)
    event: Row = field(default_factory=dict)


def rows_of(linked: StoriesLinked, known: Known | None, now: datetime) -> Rows:
    """Return the rows of `linked`; `known` is what the database holds of the article."""
    kept = linked.detected.kept
    number = _number(kept.revision_id, known)
    newest = not _stale(linked, known)
    return Rows(
        group={
            "id": ids.duplicate_group_id(kept.content_sha),
            "content_sha": kept.content_sha,
            "first_article_id": kept.article_id,
            "first_seen": now,
        },
        article=_article(linked, number, now),
        revision=_revision(linked, number, now),
        newest=newest,
        stories=_stories(linked, now),
        segments=_segments(linked, now),
        profiles=_profiles(linked),
        keys=_keys(linked),
        likenesses=[{"left_id": left, "right_id": right, "score": score} for left, right, score in linked.likenesses],
        moved=linked.moved,
        heirs={linked.places[part.segment].segment_id: part.of_id for part in linked.detected.former},
        rescored=[{"source": source, "target": target, "new": score} for source, target, score in linked.rescored],
        links=_links(linked, now),
        copies=_copies(linked, now),
        united=[copy.of_id for copy in linked.detected.copies if copy.unites],
        event=_event(linked, number, now),
    )


def _number(revision_id: str, known: Known | None) -> int:
    if known is None:
        return 1
    if revision_id in known.revision_ids:
        return known.revision_ids.index(revision_id) + 1
    return len(known.revision_ids) + 1


def _stale(linked: StoriesLinked, known: Known | None) -> bool:
    """Tell whether this is a late copy of an older version: it is kept, but does not become the article's face."""
    updated = linked.detected.kept.extracted.article.updated
    if known is None or known.updated is None or updated is None:
        return False
    return updated < known.updated


def _article(linked: StoriesLinked, number: int, now: datetime) -> Row:
    kept = linked.detected.kept
    page, meta = kept.extracted.page, kept.extracted.article
    return {
        "id": kept.article_id,
        "canonical_url": kept.canonical_url,
        "url": page.url,
        "feed_id": page.feed_id,
        "external_id": page.hints.external_id,
        "title": meta.title,
        "byline": list(meta.byline),
        "published": meta.published,
        "updated": meta.updated,
        "site": meta.site,
        "language": meta.language,
        "description": meta.description,
        "image": meta.image,
        "revision_id": kept.revision_id,
        "revisions": number,
        "duplicate_group_id": ids.duplicate_group_id(kept.content_sha),
        "first_seen": now,
    }


def _revision(linked: StoriesLinked, number: int, now: datetime) -> Row:
    kept = linked.detected.kept
    return {
        "id": kept.revision_id,
        "article_id": kept.article_id,
        "number": number,
        "content_sha": kept.content_sha,
        "title": kept.extracted.article.title,
        "text": kept.extracted.text,
        "blocks": to_builtins(kept.extracted.blocks),
        "body_key": kept.extracted.page.body_key,
        "created_at": now,
        "sketch": list(kept.sketch),
        "sketch_version": kept.sketch_version,
    }


def _placed(linked: StoriesLinked) -> list[tuple[Segment, SegmentPlaced]]:
    return list(zip(linked.detected.segments, linked.places, strict=True))


def _stories(linked: StoriesLinked, now: datetime) -> list[Row]:
    """Return a row for each story that a new segment is in, named after it in case the story is new."""
    extracted = linked.detected.kept.extracted
    told = extracted.article.published or extracted.page.hints.fetched or now
    return [
        {
            "id": place.story_id,
            "slug": segment.slug,
            "headline": segment.headline,
            "first_seen": told,
            "last_seen": told,
        }
        for segment, place in _placed(linked)
        if place.story_id is not None
    ]


def _segments(linked: StoriesLinked, now: datetime) -> list[Row]:
    kept = linked.detected.kept
    total = max(1, sum(len(block.text) for block in kept.extracted.blocks))
    return [
        {
            "id": place.segment_id,
            "article_id": kept.article_id,
            "revision_id": kept.revision_id,
            "position": segment.index,
            "kind": segment.kind.value,
            "slug": segment.slug,
            "headline": segment.headline,
            "principals": to_builtins(segment.principals),
            "place": segment.place,
            "date": segment.date,
            "blocks": list(segment.blocks),
            "serves": segment.serves,
            "score": segment.score,
            "confidence": segment.confidence,
            "place_confidence": segment.place_confidence,
            "date_confidence": segment.date_confidence,
            "share": round(sum(len(kept.extracted.blocks[i].text) for i in segment.blocks) / total, 4),
            "cues": to_builtins(segment.cues),
            "story_id": place.story_id,
            "first_seen": now,
        }
        for segment, place in _placed(linked)
    ]


def _profiles(linked: StoriesLinked) -> list[Row]:
    article = linked.detected.kept.article_id
    return [
        {"segment_id": place.segment_id, "article_id": article, "day": place.day, "profile": place.profile}
        for place in linked.places
        if place.profile is not None
    ]


def _keys(linked: StoriesLinked) -> list[Row]:
    return [
        {"segment_id": place.segment_id, "key": key, "day": place.day, "weight": weight}
        for place in linked.places
        for key, weight in place.keys.items()
    ]


def _links(linked: StoriesLinked, now: datetime) -> list[Row]:
    return [
        {
            "id": ids.link_id(link.source, link.target, link.kind.value),
            "source_id": link.source,
            "target_id": link.target,
            "kind": link.kind.value,
            "score": link.score,
            "evidence": to_builtins(link.evidence),
            "created_at": now,
        }
        for link in linked.links
    ]


def _copies(linked: StoriesLinked, now: datetime) -> list[Row]:
    article, found = linked.detected.kept.article_id, []
    for copy in linked.detected.copies:
        later, earlier = (article, copy.of_id) if copy.later else (copy.of_id, article)
        row = {
            "id": ids.copy_id(later, earlier),
            "article_id": later,
            "of_id": earlier,
            "kind": copy.kind.value,
            "jaccard": copy.jaccard,
            "containment": copy.containment,
            "differences": to_builtins(copy.differences),
            "created_at": now,
        }
        found.append(row)
    return found


def _event(linked: StoriesLinked, number: int, now: datetime) -> Row:
    kept = linked.detected.kept
    kind = RECORDED if number == 1 else REVISED
    return {
        "id": ids.event_id(kind, kept.revision_id),
        "type": kind,
        "subject": kept.article_id,
        "data": {
            "article_id": kept.article_id,
            "revision_id": kept.revision_id,
            "number": number,
            "url": kept.canonical_url,
            "title": kept.extracted.article.title,
            "segments": [
                {"id": place.segment_id, "kind": segment.kind.value, "slug": segment.slug, "story_id": place.story_id}
                for segment, place in _placed(linked)
                if segment.kind is SegmentKind.STORY
            ],
            "links": len(linked.links),
        },
        "created_at": now,
    }
