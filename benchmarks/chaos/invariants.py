"""What must hold whatever was done to the line. Each check yields what is wrong, in words; nothing: it holds."""

import json
import re
from collections import Counter
from collections.abc import Iterator
from hashlib import sha256

import redis
from support.lab import Lab
from support.wire import Wire

from schemas.blocks import SEPARATOR
from worker.toolbox.redis_client import key

# All that the records hold; the ledger is left out, for a second run of the line counts in it.
RECORDS = {
    "article": "*",
    "revision": "*",
    "duplicate_group": "*",
    "segment": "*",
    "segment_key": "*",
    "copy": "*",
    "link": "*",
    "story": "*",
    "outbox": "id, type, subject, data, trace",
}
ONE_AN_ARTICLE = ("article", "revision", "entry", "outbox")
CONTROL = re.compile(rb"[\x00-\x09\x0b-\x1f\x7f]|\xc2[\x80-\x9f]")
CRASHES = {"task.crashed", "thread.crashed", "process.crashed"}


def no_loss(lab: Lab, wire: Wire) -> Iterator[str]:
    """I1: every article that a feed shows is stored and told of, and no row was given up."""
    stored = {row["canonical_url"] for row in lab.rows("SELECT canonical_url FROM article")}
    for url in sorted(wire.articles - stored):
        yield f"not stored: {url}"
    for table in ONE_AN_ARTICLE:
        if (count := lab.count(table)) < len(wire.articles):
            yield f"{count} rows of {table} for {len(wire.articles)} articles"
    for row in lab.rows("SELECT url, code, detail FROM entry WHERE stage = 'dead'"):
        yield f"given up: {row['url']}: {row['code']} {row['detail']}"


def no_duplicate(lab: Lab, wire: Wire) -> Iterator[str]:
    """I2: one row an article, a revision, an entry and an event; no event that the outbox does not know."""
    for table in ONE_AN_ARTICLE:
        if (count := lab.count(table)) > len(wire.articles):
            yield f"{count} rows of {table} for {len(wire.articles)} articles"
    for table, columns in (("segment", "revision_id, position"), ("link", "source_id, target_id, kind")):
        twice = lab.rows(f"SELECT {columns} FROM {table} GROUP BY {columns} HAVING count(*) > 1")
        yield from (f"{table} twice: {row}" for row in twice)
    known = {row["id"] for row in lab.rows("SELECT id FROM outbox")}
    for name in told(lab) - known:
        yield f"told, but not in the outbox: {name}"


def told(lab: Lab) -> set[str]:
    """The ids of the events in the stream. At least once is what it promises, so repeats are not counted."""
    return {fields[b"id"].decode() for _, fields in lab.redis.xrange(key(lab.settings, "events"))}


def nothing_half(lab: Lab) -> Iterator[str]:
    """I3: rows at a named end, blocks that tile the text, each in one segment; no orphans, no damage."""
    for row in lab.rows("SELECT stage, count(*) AS n FROM entry GROUP BY stage"):
        if row["stage"] not in ("done", "skipped", "dead"):
            yield f"{row['n']} entries at {row['stage']}"
    yield from (f"orphan: {row}" for row in lab.rows("PRAGMA foreign_key_check"))
    yield from (f"database: {row}" for row in lab.rows("PRAGMA integrity_check") if set(row.values()) != {"ok"})
    homes: dict[str, Counter[int]] = {}
    for row in lab.rows("SELECT revision_id, blocks FROM segment"):
        homes.setdefault(row["revision_id"], Counter()).update(json.loads(row["blocks"]))
    articles = lab.rows(
        "SELECT article.canonical_url AS url, article.revisions, revision.id, revision.text, revision.blocks "
        "FROM article LEFT JOIN revision ON revision.id = article.revision_id"
    )
    for article in articles:
        yield from (f"{article['url']}: {problem}" for problem in _article(article, homes))


def _article(article: dict, homes: dict[str, Counter[int]]) -> Iterator[str]:
    if article["id"] is None:
        yield "its revision is missing"
        return
    blocks, position = json.loads(article["blocks"]), 0
    if homes.get(article["id"]) != Counter(range(len(blocks))):
        yield "not every block is in exactly one segment"
    for block in blocks:
        if block["start"] != position or article["text"][position : block["end"]] != block["text"]:
            yield f"block {block['index']} is not where it says"
        position = block["end"] + len(SEPARATOR)
    if position != len(article["text"]) + len(SEPARATOR):
        yield "the blocks do not fill the text"


def clean_logs(lab: Lab) -> Iterator[str]:
    """I6: every line is one JSON object without control characters, and none tells of a stray exception."""
    for name, line in log_lines(lab):
        if CONTROL.search(line):
            yield f"{name}: control character in {line[:200]!r}"
        try:
            event = json.loads(line)
            if event["event"] in CRASHES:
                yield f"{name}: {event['event']} {event.get('error') or event.get('detail')}"
        except (ValueError, KeyError, TypeError):
            yield f"{name}: not an event: {line[:200]!r}"
    for path in lab.folder.glob("up-*.out"):
        if b"Traceback" in path.read_bytes():
            yield f"{path.name}: a traceback for people"


def log_lines(lab: Lab) -> Iterator[tuple[str, bytes]]:
    """Every line that the parts wrote, with its file's name. The broker's own log is not ours to form."""
    parts = [path for path in (lab.settings.data_dir / "logs").glob("*.log*") if not path.name.startswith("broker.")]
    extra = [path for part in ("worker", "beat") for path in lab.folder.glob(f"{part}-*.out")]
    for path in (*parts, *extra):
        for line in path.read_bytes().splitlines():
            yield path.name, line


def count_events(lab: Lab, *names: str) -> int:
    wanted = tuple(f'"event":"{name}"'.encode() for name in names)
    return sum(any(name in line for name in wanted) for _, line in log_lines(lab))


def records_digest(lab: Lab) -> dict[str, str]:
    """One digest a table: two equal ones mean that nothing was added, changed or taken away."""
    found = {}
    for table, columns in RECORDS.items():
        rows = sorted(repr(sorted(row.items())) for row in lab.rows(f"SELECT {columns} FROM {table}"))
        found[table] = sha256("\n".join(rows).encode()).hexdigest()
    return found


def queues_empty(lab: Lab) -> bool:
    """Tell whether nothing waits for the network or the CPU; ticks of the schedule always come and go."""
    try:
        return not any(lab.redis.llen(key(lab.settings, queue)) for queue in ("fetch", "parse"))
    except redis.RedisError:
        return False
