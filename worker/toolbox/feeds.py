"""The subscriptions: who is polled, when next, and how the last look went."""

from collections.abc import Collection, Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, exists, or_, select, update

from schemas import ids
from schemas.codes import Code
from schemas.events import FeedDue, FeedParsed, FeedUnchanged
from schemas.outcomes import Outcome
from schemas.records import Feed, Host, Poll
from tasks.plan_fetches.cadence import back_off_s, next_poll_s
from tasks.shared.urls import server
from worker.settings import Settings
from worker.toolbox.clock import Clock
from worker.toolbox.database import View, table, upsert
from worker.toolbox.ledger import ENDS, SKEW
from worker.toolbox.pacing import first_wait_s, learned, moments, paced, read_rhythm, write_rhythm

PLAN_BATCH = 500
ACTIVE, PAUSED, GONE = "active", "paused", "gone"


class FeedBook:
    """Reads on its own; writes inside the transaction it is given."""

    def __init__(self, view: View, clock: Clock, settings: Settings) -> None:
        self._view = view
        self._clock = clock
        self._settings = settings

    # Planning

    def due(self, at: datetime) -> Sequence[FeedDue]:
        """Return active feeds whose time has come, oldest first, none with a look under way.

        Feeds whose host asked for peace wait for it.
        """
        feeds, polls, hosts = table(Feed), table(Poll), table(Host)
        looking = exists().where(polls.c.feed_id == feeds.c.id, polls.c.stage.not_in(ENDS))
        resting = exists().where(hosts.c.name == feeds.c.host, hosts.c.not_before > at)
        # Success in the future: the next time was set under a clock that was ahead.
        ahead = feeds.c.last_success_at > at + SKEW
        statement = (
            select(feeds.c.id, feeds.c.url, feeds.c.etag, feeds.c.last_modified, feeds.c.body_sha)
            .where(feeds.c.status == ACTIVE, or_(feeds.c.next_poll_at <= at, ahead), ~looking, ~resting)
            .order_by(feeds.c.next_poll_at, feeds.c.id)
            .limit(PLAN_BATCH)
        )
        with self._view.reading() as connection:
            rows = connection.execute(statement).all()
        return [
            FeedDue(feed_id=row.id, url=row.url, etag=row.etag, last_modified=row.last_modified, body_sha=row.body_sha)
            for row in rows
        ]

    # Outcomes

    def unchanged(self, connection: Connection, fact: FeedUnchanged) -> None:
        """Note that the server confirmed our copy; a new validator replaces the old one."""
        fresh = {"etag": fact.etag, "last_modified": fact.last_modified}
        self._succeeded(connection, fact.feed_id, fact.floor_s, **{k: v for k, v in fresh.items() if v is not None})

    def parsed(self, connection: Connection, fact: FeedParsed, fresh: Collection[str] = frozenset()) -> None:
        """Move the cursor: the validators now stand for the entries of the same transaction.

        `fresh` are the ids of the entries that are new; their times teach the feed's rhythm.
        """
        known = {"title": fact.title, "site_url": fact.site_url, "language": fact.language}
        self._succeeded(
            connection,
            fact.feed_id,
            fact.floor_s,
            rhythm=self._learn(connection, fact, fresh),
            etag=fact.etag,
            last_modified=fact.last_modified,
            body_sha=fact.body_sha,
            **{name: value for name, value in known.items() if value},
        )

    def _learn(self, connection: Connection, fact: FeedParsed, fresh: Collection[str]) -> str:
        feeds = table(Feed)
        stored = connection.execute(
            select(feeds.c.rhythm, feeds.c.last_success_at).where(feeds.c.id == fact.feed_id)
        ).first()
        known = stored and stored.rhythm
        # All that a new feed shows tells of its rhythm, also what is known from an earlier subscription.
        new = [entry for entry in fact.entries if not known or entry.entry_id in fresh]
        looked = stored.last_success_at if stored else None
        return write_rhythm(learned(known, moments(new), self._clock.now(), looked, len(fact.entries)))

    def _succeeded(
        self, connection: Connection, feed_id: str, floor_s: float, rhythm: str | None = None, **columns: Any
    ) -> None:
        now, feeds = self._clock.now(), table(Feed)
        feed = connection.execute(select(feeds.c.interval_s, feeds.c.rhythm).where(feeds.c.id == feed_id)).first()
        if feed is None:
            return
        rhythm = rhythm or feed.rhythm
        wait, per_hour = paced(read_rhythm(rhythm), feed.interval_s, now, self._settings)
        connection.execute(
            update(feeds)
            .where(feeds.c.id == feed_id)
            .values(
                next_poll_at=now + timedelta(seconds=next_poll_s(wait, floor_s)),
                rhythm=rhythm,
                per_hour=per_hour,
                last_success_at=now,
                errors=0,
                code=None,
                detail=None,
                failing_since=None,
                **columns,
            )
        )

    def failed(self, connection: Connection, feed_id: str, outcome: Outcome) -> None:
        """Count the error and back off. A feed that is gone for good (410) is not asked again."""
        now, feeds = self._clock.now(), table(Feed)
        feed = connection.execute(select(feeds).where(feeds.c.id == feed_id)).first()
        if feed is None:
            return
        first = first_wait_s(feed.interval_s, self._settings)
        wait = timedelta(seconds=back_off_s(first, feed.errors + 1, outcome.after))
        # The status is written only when it changes: a pause that came in between must stand.
        gone = {"status": GONE} if outcome.code is Code.GONE else {}
        connection.execute(
            update(feeds)
            .where(feeds.c.id == feed_id)
            .values(
                errors=feed.errors + 1,
                code=outcome.code.value,
                detail=outcome.detail,
                failing_since=feed.failing_since or now,
                # A success in the future would keep the feed due for ever: see `due`.
                last_success_at=feed.last_success_at and min(feed.last_success_at, now),
                next_poll_at=now + wait,
                **gone,
            )
        )

    def lock(self, connection: Connection, feed_id: str) -> None:
        """Take the feed's row before anything that hangs on it: `remove` takes them in this order, too."""
        feeds = table(Feed)
        connection.execute(select(feeds.c.id).where(feeds.c.id == feed_id).with_for_update())

    def rest(self, connection: Connection, name: str, outcome: Outcome) -> None:
        """Leave a server alone for as long as it asked (Retry-After): for every feed and page on it.

        A later word never shortens an earlier one.
        """
        if not name or not outcome.after:
            return
        hosts, until = table(Host), self._clock.now() + timedelta(seconds=outcome.after)
        upsert(connection, Host, [{"name": name, "not_before": until, "code": outcome.code.value}])
        longer = (hosts.c.name == name, hosts.c.not_before < until)
        connection.execute(update(hosts).where(*longer).values(not_before=until, code=outcome.code.value))

    # Subscriptions

    def add(self, connection: Connection, url: str, *, title: str = "") -> bool:
        """Subscribe to `url`, due at once. Returns False when it is subscribed already."""
        now, feeds, name = self._clock.now(), table(Feed), ids.feed_id(url)
        known = connection.scalar(select(feeds.c.id).where(feeds.c.id == name)) is not None
        row = {"id": name, "url": url, "host": server(url), "title": title, "status": ACTIVE, "errors": 0}
        times = {"interval_s": 0.0, "next_poll_at": now, "created_at": now}
        upsert(connection, Feed, [{**row, **times}])
        return not known

    def set_status(self, connection: Connection, feed_id: str, status: str) -> None:
        """Pause or resume; a resumed feed is due at once, without errors, and its server's rest is lifted."""
        feeds, hosts = table(Feed), table(Host)
        fresh: dict[str, Any] = {}
        if status == ACTIVE:
            fresh = {"next_poll_at": self._clock.now(), "errors": 0, "code": None, "detail": None}
            fresh["failing_since"] = None
            host = select(feeds.c.host).where(feeds.c.id == feed_id).scalar_subquery()
            connection.execute(hosts.delete().where(hosts.c.name == host))
        connection.execute(update(feeds).where(feeds.c.id == feed_id).values(status=status, **fresh))

    def set_interval(self, connection: Connection, feed_id: str, interval_s: float) -> None:
        """Look at a feed every `interval_s` seconds from now on; 0: by its own rhythm."""
        feeds = table(Feed)
        connection.execute(update(feeds).where(feeds.c.id == feed_id).values(interval_s=interval_s))

    def remove(self, connection: Connection, feed_id: str) -> None:
        """Unsubscribe; its articles stay."""
        feeds = table(Feed)
        connection.execute(feeds.delete().where(feeds.c.id == feed_id))
