"""The stage and what it needs."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Protocol

from schemas.events import FeedDue, Tick


class Feeds(Protocol):
    """The subscriptions."""

    def due(self, at: datetime) -> Iterable[FeedDue]:
        """Return the active feeds whose time has come, oldest first, none that is being looked at already."""
        ...


class Needs(Protocol):
    """What planning asks for."""

    @property
    def feeds(self) -> Feeds: ...  # noqa: D102 - the type says it


def plan_fetches(tick: Tick, needs: Needs) -> Iterator[FeedDue]:
    """Yield the feeds that are due at `tick`."""
    yield from needs.feeds.due(tick.at)
