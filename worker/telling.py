"""What is said of each attempt: one event when it ended, with the trace, the stage and the row it was about."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any

from msgspec import Struct

from schemas.events import FeedFetched, FeedParsed, FeedUnchanged, PageFetched, Recorded, SegmentsDetected
from schemas.outcomes import Outcome, Skip
from schemas.segments import SegmentKind
from worker.logs import bound, get_logger
from worker.pipeline import Leg
from worker.toolbox.ledger import Claim

log = get_logger()

# What is said of each fact that ends a leg: the event's name and what goes with it.
EVENTS: dict[type[Struct], tuple[str, Callable[[Any], dict[str, object]]]] = {
    FeedFetched: ("feed.fetched", lambda fact: {"status": fact.status, "bytes": fact.body_bytes}),
    FeedUnchanged: ("feed.unchanged", lambda fact: {"status": fact.status, "bytes": fact.body_bytes}),
    FeedParsed: ("feed.parsed", lambda fact: {"entries": len(fact.entries), "title": fact.title}),
    PageFetched: ("page.fetched", lambda fact: {"url": fact.url, "media_type": fact.media_type}),
    SegmentsDetected: (
        "article.segmented",
        lambda fact: {
            "article": fact.kept.article_id,
            "segments": len(fact.segments),
            "slugs": [segment.slug for segment in fact.segments if segment.kind is SegmentKind.STORY],
        },
    ),
    Recorded: (
        "article.recorded",
        lambda fact: {
            "article": fact.article_id,
            "title": fact.title,
            "revision": fact.number,
            "segments": fact.segments,
            "links": fact.links,
        },
    ),
}


def context(leg: Leg, claim: Claim) -> AbstractContextManager[None]:
    """Bind what every line about this attempt says."""
    about = {leg.about: claim.id, "feed": claim.feed_id, "host": claim.host or None}
    return bound(
        trace=claim.trace,
        stage=leg.door,
        attempt=claim.attempt,
        **{name: value for name, value in about.items() if value},
    )


def tell_fact(fact: Struct, spent_ms: int) -> None:
    """Tell that a leg ended with `fact`."""
    event, summary = EVENTS[type(fact)]
    log.info(event, duration_ms=spent_ms, **summary(fact))


def tell_outcome(outcome: Outcome, verdict: str, spent_ms: int) -> None:
    """Tell that it ended otherwise, and in a word what became of the row."""
    level = log.info if isinstance(outcome, Skip) else log.warning
    level(
        f"task.{verdict}",
        code=outcome.code.value,
        detail=outcome.detail,
        after_s=outcome.after,
        duration_ms=spent_ms,
    )


def tell_fenced(spent_ms: int) -> None:
    """Tell that the row was taken from us."""
    log.warning("task.fenced", detail="the row is no longer ours; nothing was written", duration_ms=spent_ms)
