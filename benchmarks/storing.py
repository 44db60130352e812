"""Filling a database with invented reports, a million in minutes: rows are written in bulk, past stages and checks."""

import datetime as dt
import random
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing
from typing import NamedTuple

from invented import NEWEST, Event, Newsroom

from schemas import ids
from schemas.columns import id_bytes, id_text
from tasks.link_stories.grouping import MOST_KIN
from tasks.link_stories.profile import to_json
from worker.toolbox.database import Database

CHUNK = 50_000
# Events of 3 reports on average; the event of an average report has 10.
SHAPE, MOST = 1.3, 60
CACHE_KIB = 1_000_000
NOON = " 12:00:00.000000"


class Stored(NamedTuple):
    """A report by its id, its event and its day."""

    segment: str
    event: Event
    day: dt.date


def fill(database: Database, room: Newsroom, events: list[int], size: int) -> None:
    """Store reports until there are `size`; `events` is told the event of each."""
    rng = random.Random(f"{room.seed} {len(events)}")
    path = str(database.engine.url.database)
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute(f"PRAGMA cache_size=-{CACHE_KIB}")
        connection.execute("PRAGMA synchronous=OFF")
        connection.execute("PRAGMA foreign_keys=OFF")
        while len(events) < size:
            told = list(chunk(room, rng, events[-1] + 1 if events else 0, min(CHUNK, size - len(events))))
            write(connection, told, room, rng)
            events += [one.event.number for reports in told for one in reports]
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def chunk(room: Newsroom, rng: random.Random, number: int, most: int) -> Iterator[list[Stored]]:
    """Yield the reports of one event after the other, `most` in all."""
    while most:
        event = room.event(number)
        count = min(MOST, most, int(rng.paretovariate(SHAPE)))
        yield [stored(event, rng) for _ in range(count)]
        number, most = number + 1, most - count


def stored(event: Event, rng: random.Random) -> Stored:
    name = f"{rng.getrandbits(128):032x}"
    day = min(NEWEST, event.day + dt.timedelta(days=rng.choice((0, 0, 0, 1, 2))))
    return Stored(f"{name[:8]}-{name[8:12]}-{name[12:16]}-{name[16:20]}-{name[20:]}", event, day)


def write(connection: sqlite3.Connection, told: list[list[Stored]], room: Newsroom, rng: random.Random) -> None:
    """Write the rows in the order of their keys: what is measured later is reading, and random order takes an hour."""
    flat = sorted((one for reports in told for one in reports), key=lambda one: one.segment)
    profiles = [(one, room.profile(one.event, rng, one.day)) for one in flat]
    homes = {reports[0].event.number: story(reports) for reports in told}
    rows: dict[str, list[tuple]] = {
        "story (id, slug, headline, first_seen, last_seen)": sorted(homes.values()),
        "article (id, canonical_url, url, title, byline, published, revision_id, revisions, duplicate_group_id,"
        " trace, first_seen)": [article(one) for one in flat],
        "segment (id, article_id, revision_id, position, kind, slug, headline, principals, blocks, score, share, cues,"
        " story_id, first_seen)": [segment(one, homes[one.event.number][0]) for one in flat],
        "segment_profile (segment_id, article_id, day, profile)": [
            (one.segment, one.segment, one.day.isoformat(), to_json(profile)) for one, profile in profiles
        ],
        "segment_key (key, day, segment_id, weight)": sorted(
            (key, one.day.isoformat(), blob(one), weight)
            for one, profile in profiles
            for key, weight in profile.keys.items()
        ),
    }
    pairs = sorted(pair for reports in told for pair in alike(reports, rng))
    rows["likeness (left_id, right_id, score)"] = pairs
    rows["link (id, source_id, target_id, kind, score, evidence, created_at)"] = [link(*pair) for pair in pairs]
    connection.execute("BEGIN")
    connection.execute(
        "INSERT OR IGNORE INTO duplicate_group (id, content_sha, first_article_id, first_seen) VALUES ('g','g','a',?)",
        (str(NEWEST) + NOON,),
    )
    for table, values in rows.items():
        marks = ", ".join("?" * len(values[0])) if values else ""
        connection.executemany(f"INSERT INTO {table} VALUES ({marks})", values)
    connection.execute("COMMIT")


def story(reports: Sequence[Stored]) -> tuple:
    first, name = reports[0], reports[0].event.people[0]
    days = sorted(str(one.day) + NOON for one in reports)
    return ids.story_id(first.segment), name, name, days[0], days[-1]


def article(one: Stored) -> tuple:
    url, seen = f"https://old.example/{one.segment}", str(one.day) + NOON
    return one.segment, url, url, one.event.people[0], "[]", seen, "r", 1, "g", "", seen


def segment(one: Stored, home: str) -> tuple:
    name = one.event.people[0]
    told = (one.segment, one.segment, "r", 0, "story", name, name)
    return *told, "[]", "[0]", 1.0, 1.0, "[]", home, str(one.day) + NOON


def alike(reports: Sequence[Stored], rng: random.Random) -> Iterator[tuple[bytes, bytes, float]]:
    """Yield the likenesses inside an event: of each report to 40 before it at most, as the stage keeps them."""
    for number, one in enumerate(reports):
        for other in rng.sample(reports[:number], min(number, MOST_KIN)):
            left, right = sorted((blob(one), blob(other)))
            yield left, right, round(rng.uniform(0.6, 0.99), 4)


def link(left: bytes, right: bytes, score: float) -> tuple:
    """Return the row of a link; its evidence is left out, which would be 2 kB."""
    source, target = id_text(right), id_text(left)
    return ids.link_id(source, target, "same_event"), source, target, "same_event", score, "{}", str(NEWEST) + NOON


def blob(one: Stored) -> bytes:
    return id_bytes(one.segment)


def size_mb(database: Database) -> float:
    with database.read() as connection:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar()
        return pages * connection.exec_driver_sql("PRAGMA page_size").scalar() / 1e6
