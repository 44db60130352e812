"""The stage and what it needs."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Protocol

from msgspec.structs import replace

from schemas.events import SegmentsDetected, StoredPage
from tasks.find_copies.pages import copies_of, former_parts, page_of
from tasks.shared.sketch import SKETCH_VERSION, sketch_of

CANDIDATES = 24


class Copies(Protocol):
    """The stored pages, found by their sketches, inside one transaction."""

    def near(self, hashes: Sequence[int], *, without: str, limit: int) -> Sequence[StoredPage]:
        """Return current pages that share most of `hashes`, most shared first, but not the article `without`."""
        ...

    def current(self, article_id: str) -> StoredPage | None:
        """Return the current page of an article, or None."""
        ...


class Clock(Protocol):
    """The time."""

    def now(self) -> datetime:
        """Return the aware UTC time."""
        ...


class Needs(Protocol):
    """What the search for copies asks for."""

    @property
    def copies(self) -> Copies: ...  # noqa: D102 - the type says it

    @property
    def clock(self) -> Clock: ...  # noqa: D102 - the type says it


def find_copies(detected: SegmentsDetected, needs: Needs) -> Iterator[SegmentsDetected]:
    """Find the stored articles that carry the same text, and what a new version changed of the last one.

    It runs inside the transaction that stores the article: two workers that read two copies at the same second would
    otherwise both find nothing.
    """
    detected = _sketched(detected)
    kept = detected.kept
    before = needs.copies.current(kept.article_id)
    mine = page_of(detected, before.first_seen if before else needs.clock.now())
    candidates = needs.copies.near(kept.sketch, without=kept.article_id, limit=CANDIDATES)
    yield replace(
        detected, copies=copies_of(mine, candidates), former=former_parts(mine, before) if before is not None else ()
    )


def _sketched(detected: SegmentsDetected) -> SegmentsDetected:
    """Return the fact with a sketch of this version: one from before an upgrade waits with an old one, or none."""
    kept = detected.kept
    if kept.sketch_version == SKETCH_VERSION:
        return detected
    made = replace(kept, sketch=sketch_of(kept.extracted.blocks), sketch_version=SKETCH_VERSION)
    return replace(detected, kept=made)
