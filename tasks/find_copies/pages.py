"""A new revision beside the stored pages that share hashes with it."""

from collections.abc import Sequence
from datetime import UTC, datetime, time

from schemas.copies import CopyKind
from schemas.events import CopiedPart, Copy, SegmentsDetected, StoredPage, StoredPart
from tasks.find_copies.changes import changes, shown
from tasks.find_copies.furniture import furniture
from tasks.find_copies.kinds import is_copy, kind_of, unites
from tasks.find_copies.likeness import Likeness
from tasks.find_copies.parts import ROUND, parts_of, stories_of
from tasks.find_copies.reading import Reading, read_page
from tasks.shared.sketch import estimate
from tasks.shared.urls import host, outlet

# So many stored pages are read; of a text that hundreds carry, any dozen lead to the group.
VERIFIED = 12
PLAUSIBLE = 0.15
# Many pages name a day only, which comes as its midnight: it says nothing about the hour.
MIDNIGHT = time(tzinfo=UTC)


def page_of(detected: SegmentsDetected, first_seen: datetime) -> StoredPage:
    """Return the new revision in the form in which stored ones come; its segments are named by their numbers."""
    kept = detected.kept
    return StoredPage(
        article_id=kept.article_id,
        url=kept.canonical_url,
        title=kept.extracted.article.title,
        published=kept.extracted.article.published,
        first_seen=first_seen,
        content_sha=kept.content_sha,
        blocks=kept.extracted.blocks,
        sketch=kept.sketch,
        parts=tuple(
            StoredPart(segment_id=str(segment.index), kind=segment.kind, blocks=segment.blocks)
            for segment in detected.segments
        ),
    )


def copies_of(mine: StoredPage, candidates: Sequence[StoredPage]) -> tuple[Copy, ...]:
    """Return what `mine` is a copy of, or the original of, the nearest first."""
    plausible = [page for page in candidates if estimate(mine.sketch, page.sketch) >= PLAUSIBLE][:VERIFIED]
    if not plausible:
        return ()
    reading, others = read_page(mine.blocks), [read_page(page.blocks) for page in plausible]
    home = outlet(host(mine.url))
    same_outlet = [own for own, page in zip(others, plausible, strict=True) if outlet(host(page.url)) == home]
    recurring = furniture(reading, same_outlet) if home else frozenset()
    cleared = reading.without(recurring)
    found = [
        copy
        for page, other in zip(plausible, others, strict=True)
        if (copy := _copy(mine, cleared, page, other.without(recurring))) is not None
    ]
    # Ties are broken by id: the outcome must not depend on the order in which rows come back.
    return tuple(sorted(found, key=lambda copy: (-copy.jaccard, -copy.containment, copy.of_id)))


def _copy(mine: StoredPage, reading: Reading, page: StoredPage, other: Reading) -> Copy | None:
    likeness = Likeness(reading, other)
    if not is_copy(likeness):
        return None
    same = reading.words == other.words or mine.content_sha == page.content_sha
    later = _is_later(mine, page)
    earlier_page, later_page = (page, mine) if later else (mine, page)
    between = [] if same else changes(*((other, reading) if later else (reading, other)), likeness.common)
    larger = max((mine, reading), (page, other), key=lambda pair: len(pair[1].shingles))[0]
    kind = kind_of(earlier_page, later_page, same=same, found=between)
    return Copy(
        of_id=page.article_id,
        kind=kind,
        jaccard=round(likeness.jaccard, ROUND),
        containment=round(likeness.containment, ROUND),
        later=later,
        unites=unites(likeness, len(stories_of(larger))),
        differences=shown(between),
        parts=tuple(parts_of(mine, page, kind, likeness)),
    )


def _is_later(mine: StoredPage, page: StoredPage) -> bool:
    """Tell whether `mine` appeared after `page`: by what the two say, else by when we met them, else by id."""
    own, other = (each.published or each.first_seen for each in (mine, page))
    if own != other and not (own.date() == other.date() and MIDNIGHT in (own.timetz(), other.timetz())):
        return own > other
    return (mine.first_seen, mine.article_id) > (page.first_seen, page.article_id)


def former_parts(mine: StoredPage, before: StoredPage) -> tuple[CopiedPart, ...]:
    """Return the segments of the article's own last version that changed segments of the new one come from."""
    found = parts_of(mine, before, CopyKind.REVISED, Likeness(read_page(mine.blocks), read_page(before.blocks)))
    return tuple(part for part in found if part.kind is not CopyKind.EXACT and part.containment >= PLAUSIBLE)
