"""The real tools behind the rooms' needs, one file each, and the box they come in."""

from dataclasses import dataclass, replace
from typing import Any

import redis
from sqlalchemy import Connection

from schemas.codes import Code
from schemas.outcomes import Fault
from tasks.link_stories.meaning import Encoder
from tasks.shared.mentions import NameFinder, find_mentions
from worker.settings import Settings
from worker.toolbox.archive import Archive
from worker.toolbox.bell import Bell, Send
from worker.toolbox.bus import Bus
from worker.toolbox.clock import Clock
from worker.toolbox.copies import CopyBook
from worker.toolbox.database import Database, View, open_engine
from worker.toolbox.entries import EntryBook
from worker.toolbox.feeds import FeedBook
from worker.toolbox.hubs import HubBook
from worker.toolbox.ledger import Ledger
from worker.toolbox.meanings import open_encoder
from worker.toolbox.namer import open_names
from worker.toolbox.outbox import Outbox
from worker.toolbox.raw import RawStore
from worker.toolbox.redis_client import connect
from worker.toolbox.stories import StoryBook
from worker.toolbox.web import Robots, Web


@dataclass(frozen=True)
class Toolbox:
    """Everything a stage may ask for. Each room sees only the part that its `Needs` names.

    `connection` is the open transaction that the record tools are bound to, if any.
    """

    settings: Settings
    clock: Clock
    database: Database
    redis: redis.Redis
    raw: RawStore
    web: Web
    robots: Robots
    ledger: Ledger
    bell: Bell
    bus: Bus
    outbox: Outbox
    feeds: FeedBook
    archive: Archive
    stories: StoryBook
    copies: CopyBook
    entries: EntryBook
    hubs: HubBook
    names: NameFinder = find_mentions
    encoder: Encoder | None = None
    connection: Connection | None = None

    def within(self, connection: Connection, trace: str = "") -> "Toolbox":
        """Return the same box with its record tools bound to an open transaction."""
        view = View(self.database, connection)
        return replace(
            self,
            feeds=FeedBook(view, self.clock, self.settings),
            archive=Archive(view, trace),
            stories=StoryBook(view),
            copies=CopyBook(view),
            connection=connection,
            entries=EntryBook(view),
        )

    def close(self) -> None:
        """Give back connections and sockets."""
        self.web.close()
        self.redis.close()
        self.database.close()


def open_toolbox(settings: Settings, send: Send, clock: Clock | None = None) -> Toolbox:
    """Open the tools of one process. Connections are made on first use, so this does not fail for a dead server.

    `send` publishes a Celery message: `(task, kwargs=, queue=, headers=)`.
    """
    clock = clock or Clock()
    database = Database(open_engine(settings))
    view = View(database)
    client = connect(settings)
    web = open_web(settings)
    return Toolbox(
        settings=settings,
        clock=clock,
        database=database,
        redis=client,
        raw=RawStore(settings.data_dir / "raw"),
        web=web,
        robots=Robots(web, settings.user_agent),
        ledger=Ledger(database, clock, settings),
        bell=Bell(send, client, settings),
        bus=Bus(client, settings),
        outbox=Outbox(database, clock),
        feeds=FeedBook(view, clock, settings),
        archive=Archive(view),
        stories=StoryBook(view),
        copies=CopyBook(view),
        entries=EntryBook(view),
        hubs=HubBook(clock),
        names=open_names(settings),
        encoder=open_encoder(settings),
    )


def open_web(settings: Settings) -> Web:
    """Open the one door to the network. Raises `Fault(bad_setting)` for an allow rule that cannot be read."""
    try:
        return Web(
            allow_hosts=settings.allow_hosts, user_agent=settings.user_agent, deadline_s=settings.fetch_deadline_s
        )
    except ValueError as error:
        raise Fault(Code.BAD_SETTING, f"SLUGLINE_ALLOW_HOSTS: {error}") from error


def no_send(*_: Any, **__: Any) -> None:
    """Stand where nothing is to be published: commands that only read."""
