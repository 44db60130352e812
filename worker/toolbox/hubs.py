"""Subscriptions at hubs (WebSub): what is wanted, what was asked, what was verified, and how far pushes are trusted."""

import secrets
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Row, case, or_, select, update

from schemas.events import FeedParsed
from schemas.outcomes import Outcome
from schemas.records import EPOCH, Feed, HubSubscription
from tasks.plan_fetches.cadence import back_off_s
from tasks.shared.websub import SUBSCRIBE, UNSUBSCRIBE, Intent
from worker.toolbox.clock import Clock
from worker.toolbox.database import table

WANTED, ACTIVE, DENIED, LEAVING, LEFT = "wanted", "active", "denied", "leaving", "left"
LIVE = (WANTED, ACTIVE, DENIED)
# 256 bits each: neither the callback nor the secret can be guessed.
SECRET_BYTES = 32
VERIFY_S, RETRY_S, DAY_S = 600.0, 300.0, 86_400.0
# A hub that never comes to verify the leaving is left without its word: its lease runs out.
LEAVE_ERRORS = 3
BACKUP_TIMES = 12
UNTRUSTED = {"trusted": False, "own_poll_at": EPOCH}
# A look may meet news that is on its way here by push.
IN_FLIGHT = timedelta(seconds=60)

ROWS = table(HubSubscription)


class HubBook:
    """Every method works inside the transaction that it is given."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock

    # What feeds offer

    def offered(self, connection: Connection, fact: FeedParsed) -> None:
        """Want the push that a polled feed offers; leave a hub or topic that it offers no more."""
        hub = fact.hubs[0] if fact.hubs else ""
        live = connection.execute(self._of(fact.feed_id)).all()
        kept = [row for row in live if (row.hub, row.topic) == (hub, fact.topic)]
        for row in live:
            if row not in kept:
                self._set(connection, row.id, state=LEAVING, pending=None, due_at=self._clock.now(), errors=0)
        if hub and not kept:
            connection.execute(ROWS.insert().values(self._new(fact.feed_id, hub, fact.topic)))

    def _new(self, feed_id: str, hub: str, topic: str) -> dict[str, Any]:
        now = self._clock.now()
        names = {"id": secrets.token_urlsafe(SECRET_BYTES), "secret": secrets.token_urlsafe(SECRET_BYTES)}
        state = {"state": WANTED, "due_at": now, "expires_at": EPOCH, "errors": 0, "created_at": now, **UNTRUSTED}
        return {**names, **state, "feed_id": feed_id, "hub": hub, "topic": topic}

    @staticmethod
    def _of(feed_id: str) -> Any:
        return select(ROWS).where(ROWS.c.feed_id == feed_id, ROWS.c.state.in_(LIVE))

    # How looks and pushes compare

    def looked(self, connection: Connection, feed_id: str, *, news: int) -> None:
        """Judge a look at a feed: news that no push brought end the trust, else the next look may be late.

        Late is twelve times what the feed would wait by itself, at most a day: pushes do get lost, and a lease may end
        unnoticed.
        """
        now = self._clock.now()
        row = connection.execute(self._of(feed_id).where(ROWS.c.state == ACTIVE, ROWS.c.expires_at > now)).first()
        if row is None or not row.trusted:
            return
        if news and (row.pushed_at is None or row.pushed_at < now - IN_FLIGHT):
            self._set(connection, row.id, **UNTRUSTED)
            return
        feeds = table(Feed)
        own = connection.scalar(select(feeds.c.next_poll_at).where(feeds.c.id == feed_id)) or now
        self._set(connection, row.id, own_poll_at=own)
        late = now + min(BACKUP_TIMES * (own - now), timedelta(seconds=DAY_S))
        later = (feeds.c.id == feed_id, feeds.c.next_poll_at < late)
        connection.execute(update(feeds).where(*later).values(next_poll_at=late))

    def pushed(self, connection: Connection, feed_id: str, *, news: int) -> None:
        """Note that a push was read; one that brought news earns trust."""
        told: dict[str, Any] = {"pushed_at": self._clock.now()} | ({"trusted": True} if news else {})
        connection.execute(update(ROWS).where(ROWS.c.feed_id == feed_id, ROWS.c.state == ACTIVE).values(told))

    # What is to be asked

    def reconcile(self, connection: Connection) -> None:
        """Leave hubs of feeds that are removed, paused or gone; ask anew where a lease ran out; forget what is over."""
        now, feeds = self._clock.now(), table(Feed)
        active = select(feeds.c.id).where(feeds.c.status == "active")
        unwanted = (ROWS.c.state.in_(LIVE), or_(ROWS.c.feed_id.is_(None), ROWS.c.feed_id.not_in(active)))
        connection.execute(
            update(ROWS).where(*unwanted).values(state=LEAVING, pending=None, due_at=now, errors=0, **UNTRUSTED)
        )
        lapsed = (ROWS.c.state == ACTIVE, ROWS.c.expires_at <= now)
        self._poll_again(connection, lapsed)
        connection.execute(update(ROWS).where(*lapsed).values(state=WANTED, **UNTRUSTED))
        done = or_(ROWS.c.state == LEFT, (ROWS.c.state == LEAVING) & (ROWS.c.errors >= LEAVE_ERRORS))
        connection.execute(ROWS.delete().where(done, ROWS.c.due_at <= now))

    def take(self, connection: Connection, limit: int) -> Sequence[Row[Any]]:
        """Return subscriptions to be asked for now, marked as asked: a hub may come to verify before it answers.

        If nothing comes of it they are due again after ten minutes, later each time.
        """
        now = self._clock.now()
        due = select(ROWS).where(ROWS.c.due_at <= now, ROWS.c.state != LEFT).order_by(ROWS.c.due_at).limit(limit)
        taken = connection.execute(due.with_for_update(skip_locked=True)).all()
        for row in taken:
            mode = UNSUBSCRIBE if row.state == LEAVING else SUBSCRIBE
            again = now + timedelta(seconds=back_off_s(VERIFY_S, row.errors + 1))
            self._set(connection, row.id, pending=mode, due_at=again, errors=row.errors + 1)
        return taken

    def failed(self, connection: Connection, name: str, outcome: Outcome) -> None:
        """Note that a hub could not be asked; what was counted when it was taken stands."""
        after = {"due_at": self._clock.now() + timedelta(seconds=outcome.after)} if outcome.after else {}
        told = {"pending": None, "code": outcome.code.value, "detail": outcome.detail[:500], **after}
        self._set(connection, name, **told)

    def silent(self, connection: Connection, name: str, outcome: Outcome) -> None:
        """Note that an earlier request was never verified."""
        self._set(connection, name, code=outcome.code.value, detail=outcome.detail)

    # What hubs say

    def get(self, connection: Connection, name: str) -> Row[Any] | None:
        """Return the subscription whose callback ends in `name`."""
        return connection.execute(select(ROWS).where(ROWS.c.id == name)).first()

    def verify(self, connection: Connection, name: str, intent: Intent) -> bool:
        """Settle what a hub verifies; False when it is not what was asked of it.

        Only a pending request can be verified, once: a forged or repeated verification finds none.
        """
        asked = (ROWS.c.id == name, ROWS.c.topic == intent.topic, ROWS.c.pending == intent.mode)
        now = self._clock.now()
        fresh: dict[str, Any] = {"state": LEFT, "due_at": now + timedelta(seconds=DAY_S), **UNTRUSTED}
        if intent.mode == SUBSCRIBE:
            lease = timedelta(seconds=intent.lease_s)
            fresh = {"state": ACTIVE, "expires_at": now + lease, "due_at": now + lease / 2}
        settled = {**fresh, "pending": None, "errors": 0, "code": None, "detail": None}
        return connection.execute(update(ROWS).where(*asked).values(settled)).rowcount == 1

    def deny(self, connection: Connection, name: str, topic: str, outcome: Outcome) -> bool:
        """Note that the hub ends or refuses the subscription, which it may at any time; ask again in a day."""
        theirs = (ROWS.c.id == name, ROWS.c.topic == topic, ROWS.c.state != LEFT)
        leaving = ROWS.c.state == LEAVING
        told = {
            "state": case((leaving, LEFT), else_=DENIED),
            "pending": None,
            "expires_at": EPOCH,
            **UNTRUSTED,
            "due_at": self._clock.now() + timedelta(seconds=DAY_S),
            "code": outcome.code.value,
            "detail": outcome.detail,
        }
        self._poll_again(connection, theirs)
        return connection.execute(update(ROWS).where(*theirs).values(told)).rowcount > 0

    def _poll_again(self, connection: Connection, ended: Sequence[Any]) -> None:
        """Look at feeds that were looked at rarely because of their pushes when they would have been looked at anyway.

        That time heeds what their servers ask for.
        """
        feeds, now = table(Feed), self._clock.now()
        rare = select(ROWS.c.feed_id, ROWS.c.own_poll_at).where(*ended, ROWS.c.trusted, ROWS.c.own_poll_at > EPOCH)
        for name, own in connection.execute(rare).all():
            soon: datetime = max(now, own)
            late = (feeds.c.id == name, feeds.c.next_poll_at > soon, feeds.c.errors == 0)
            connection.execute(update(feeds).where(*late).values(next_poll_at=soon))

    @staticmethod
    def _set(connection: Connection, name: str, **columns: Any) -> None:
        connection.execute(update(ROWS).where(ROWS.c.id == name).values(columns))
