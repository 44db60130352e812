"""The facts that pass from stage to stage, in flow order. Past tense, immutable, JSON by msgspec."""

import datetime as dt
from datetime import datetime
from typing import Any, NamedTuple

from msgspec import Struct

from schemas.blocks import ArticleMeta, Block
from schemas.copies import CopyKind
from schemas.segments import PageLink, Segment, SegmentKind, StoryLink


class Tick(Struct, frozen=True, kw_only=True):
    """The clock struck: aware UTC time of the beat."""

    at: datetime


class FeedDue(Struct, frozen=True, kw_only=True):
    """A feed is to be looked at now. The validators are what the server gave, byte for byte."""

    feed_id: str
    url: str
    etag: str | None = None
    last_modified: str | None = None
    body_sha: str | None = None


class FeedUnchanged(Struct, frozen=True, kw_only=True):
    """The server said 304, or sent the same bytes again. `floor_s`: it promised no news for so long."""

    feed_id: str
    status: int
    etag: str | None = None
    last_modified: str | None = None
    floor_s: float = 0.0
    body_bytes: int = 0


class FeedFetched(Struct, frozen=True, kw_only=True):
    """New bytes of a feed lie in the raw store under `body_key`.

    `link` is the Link header. With `pushed` a hub sent them, and they stand for nothing but themselves: a push may hold
    one entry of many, and its validators are none.
    """

    feed_id: str
    url: str
    final_url: str
    status: int
    body_key: str
    body_sha: str
    body_bytes: int
    content_type: str = ""
    etag: str | None = None
    last_modified: str | None = None
    floor_s: float = 0.0
    link: str = ""
    pushed: bool = False


class Hints(Struct, frozen=True, kw_only=True):
    """What the bringer of an article (feed, push, file) says of it; the page itself may know better.

    `fetched` is when an archive captured it. It is no date of publication, and only stands in for the present day.
    """

    title: str = ""
    byline: tuple[str, ...] = ()
    published: datetime | None = None
    updated: datetime | None = None
    language: str | None = None
    description: str | None = None
    image: str | None = None
    site: str | None = None
    external_id: str | None = None
    fetched: datetime | None = None


class EntryFound(Struct, frozen=True, kw_only=True):
    """One item of a feed, or one pushed item.

    `identity` names it inside its feed (see `tasks.parse_feed.identity`). With `body_key` the full
    content came along (`media_type` and `charset` say of what kind); without it the page at `url` must be fetched.
    `digest` changes when the item says that it changed.
    """

    entry_id: str
    identity: str
    url: str | None
    feed_id: str | None = None
    hints: Hints = Hints()
    body_key: str | None = None
    media_type: str = "text/html"
    charset: str | None = None
    summary_key: str | None = None
    digest: str = ""


class FeedParsed(Struct, frozen=True, kw_only=True):
    """The entries of one poll or push, and the validators that are committed together with them.

    `hubs` is where the feed can be had by push, under the URL `topic`; both are empty where it cannot.
    """

    feed_id: str
    status: int
    body_sha: str
    body_bytes: int
    entries: tuple[EntryFound, ...]
    title: str = ""
    site_url: str | None = None
    language: str | None = None
    etag: str | None = None
    last_modified: str | None = None
    floor_s: float = 0.0
    degraded: str | None = None
    hubs: tuple[str, ...] = ()
    topic: str = ""
    pushed: bool = False


class PageFetched(Struct, frozen=True, kw_only=True):
    """The body of an article lies in the raw store. `charset` is the transport's word, if it gave one."""

    entry_id: str
    url: str
    body_key: str
    media_type: str
    feed_id: str | None = None
    charset: str | None = None
    hints: Hints = Hints()


class BlocksExtracted(Struct, frozen=True, kw_only=True):
    """An article as typed blocks; `text` is what block offsets point into."""

    page: PageFetched
    article: ArticleMeta
    text: str
    blocks: tuple[Block, ...]


class ArticleKept(Struct, frozen=True, kw_only=True):
    """A version of an article that is not stored yet. `content_sha`: SHA-256 of the folded text, hex.

    `sketch` is how its copies are found (`tasks.shared.sketch`); version 0 means that it was not made.
    """

    extracted: BlocksExtracted
    article_id: str
    revision_id: str
    canonical_url: str
    content_sha: str
    sketch: tuple[int, ...] = ()
    sketch_version: int = 0


class StoredPart(Struct, frozen=True, kw_only=True):
    """A segment of a stored article: its id, kind, and the blocks of the current revision it has."""

    segment_id: str
    kind: SegmentKind
    blocks: tuple[int, ...]


class StoredPage(Struct, frozen=True, kw_only=True):
    """The current revision of a stored article that shares hashes with a new one. `url` is canonical."""

    article_id: str
    url: str
    title: str
    published: datetime | None
    first_seen: datetime
    content_sha: str
    blocks: tuple[Block, ...]
    sketch: tuple[int, ...]
    parts: tuple[StoredPart, ...] = ()


class CopiedPart(Struct, frozen=True, kw_only=True):
    """Segment number `segment` of the new revision tells the text of the stored segment `of_id`."""

    segment: int
    of_id: str
    kind: CopyKind
    jaccard: float
    containment: float


class Copy(Struct, frozen=True, kw_only=True):
    """The new revision and the stored article `of_id` carry the same text.

    `jaccard` and `containment` (of the smaller in the larger) are over word triples. `later` tells that the new one is
    the copy and the stored one was there first; `unites`, that both belong to one duplicate group. `differences` are
    pairs of the words that the earlier and the later one have instead.
    """

    of_id: str
    kind: CopyKind
    jaccard: float
    containment: float
    later: bool = True
    unites: bool = True
    differences: tuple[tuple[str, str], ...] = ()
    parts: tuple[CopiedPart, ...] = ()


class SegmentsDetected(Struct, frozen=True, kw_only=True):
    """The segments of a revision (every block in exactly one) and the links between them.

    `copies` are the stored articles that carry the same text, the nearest first; `former` are the segments of the
    article's own last version that a changed segment comes from. Both are filled in by `find_copies`.
    """

    kept: ArticleKept
    segments: tuple[Segment, ...]
    links: tuple[PageLink, ...] = ()
    copies: tuple[Copy, ...] = ()
    former: tuple[CopiedPart, ...] = ()


class StoredSegment(Struct, frozen=True, kw_only=True):
    """A current segment in the records, as far as linking needs it; `profile` is JSON of `tasks.link_stories`."""

    segment_id: str
    article_id: str
    profile: str


class Likeness(NamedTuple):
    """Two segments, the lesser id first, and how likely they are to tell one story by themselves: 0 to 1."""

    left: str
    right: str
    score: float


class SegmentPlaced(Struct, frozen=True, kw_only=True):
    """What linking adds to a segment: its id, and unless its kind is another than `story`, its story and profile.

    `day` is when its article appeared (UTC); `keys` with their weights go to the index.
    """

    segment_id: str
    day: dt.date
    story_id: str | None = None
    profile: str | None = None
    keys: dict[str, float] = {}


class StoriesLinked(Struct, frozen=True, kw_only=True):
    """`places[i]` belongs to segment i; `links` hold the in-page links too, now between segment ids.

    `moved` are stored segments around the new ones with the stories that they belong to now, `rescored`, as
    (source, target, score), the links around them whose ends have new neighbours.
    """

    detected: SegmentsDetected
    places: tuple[SegmentPlaced, ...]
    links: tuple[StoryLink, ...] = ()
    likenesses: tuple[Likeness, ...] = ()
    moved: dict[str, str] = {}
    rescored: tuple[tuple[str, str, float], ...] = ()


class Recorded(Struct, frozen=True, kw_only=True):
    """The article, its revision, segments, links and outgoing event are rows of one transaction."""

    article_id: str
    revision_id: str
    title: str
    number: int
    segments: int
    links: int


class OutgoingEvent(Struct, frozen=True, kw_only=True):
    """An outbox row that is to be told."""

    seq: int
    id: str
    type: str
    subject: str
    data: dict[str, Any]
    trace: str
    created_at: datetime
