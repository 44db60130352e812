"""Every id is derived from what it names (RFC 9562 UUID version 5), so writing twice is writing once."""

from datetime import datetime
from uuid import UUID, uuid5

NAMESPACE = UUID("6f1d3c7e-5f5b-5a0e-9a3a-2d2f6c1f0b57")


def _derive(kind: str, *parts: str) -> str:
    # The unit separator cannot occur in a URL or a digest, so ("a", "bc") and ("ab", "c") differ.
    return str(uuid5(NAMESPACE, "\x1f".join((kind, *parts))))


def feed_id(url: str) -> str:
    """Return the id of the feed at `url` (canonical form)."""
    return _derive("feed", url)


def poll_id(feed: str, due_at: datetime) -> str:
    """Return the id of one look at a feed; two schedulers that plan the same look agree on it."""
    return _derive("poll", feed, due_at.isoformat())


def push_id(feed: str, body_sha: str) -> str:
    """Return the id of the look that a push is; the same body pushed again is the same look."""
    return _derive("push", feed, body_sha)


def entry_id(feed: str | None, identity: str) -> str:
    """Return the id of the entry `identity` inside `feed`, or of a pushed entry when there is no feed."""
    return _derive("entry", feed or "", identity)


def article_id(canonical_url: str) -> str:
    """Return the id of the article at `canonical_url`."""
    return _derive("article", canonical_url)


def revision_id(article: str, content_sha: str) -> str:
    """Return the id of the version of `article` whose text has the digest `content_sha`."""
    return _derive("revision", article, content_sha)


def segment_id(article: str, text_sha: str, occurrence: int) -> str:
    """Return the id of a segment: it survives a revision that leaves the segment's own text alone.

    `occurrence` counts segments of equal text inside one revision, from 0.
    """
    return _derive("segment", article, text_sha, str(occurrence))


def link_id(source: str, target: str, kind: str) -> str:
    """Return the id of the link of one kind between two segments."""
    return _derive("link", source, target, kind)


def story_id(founding_segment: str) -> str:
    """Return the id of the story that `founding_segment` opened."""
    return _derive("story", founding_segment)


def duplicate_group_id(content_sha: str) -> str:
    """Return the id of the group of articles that carry the text with this digest."""
    return _derive("duplicate_group", content_sha)


def copy_id(article: str, of: str) -> str:
    """Return the id of the relation between a copy and the earlier article `of` with the same text."""
    return _derive("copy", article, of)


def correction_id(kind: str, left: str, right: str) -> str:
    """Return the id of the rule of one kind on a pair of segments, whichever of them is named first."""
    return _derive("correction", kind, *sorted((left, right)))


def event_id(kind: str, subject: str) -> str:
    """Return the id of an outgoing event: CloudEvents asks that source + id be unique per event."""
    return _derive("event", kind, subject)
