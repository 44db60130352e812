"""Facts and rows in short notation, for tests that start in the middle of the line."""

import datetime as dt
from dataclasses import replace
from typing import Any, NamedTuple

import msgspec
from sqlalchemy import Row, select

from schemas import ids
from schemas.blocks import ArticleMeta, Block, BlockKind, lay_out
from schemas.events import ArticleKept, BlocksExtracted, EntryFound, Hints, PageFetched, Recorded, SegmentsDetected
from schemas.segments import PageLink, Principal, Segment, SegmentKind
from tasks.deduplicate.fingerprint import content_sha, version_sha
from tasks.find_copies import find_copies
from tasks.link_stories import link_stories
from tasks.record import record
from tasks.shared.sketch import SKETCH_VERSION, sketch_of
from worker.settlement import opening
from worker.toolbox import Toolbox
from worker.toolbox.database import table
from worker.toolbox.entries import Opened, Opening, open_entries

URL = "https://news.example/a"
TRACE = "0af7651916cd43dd8448eb211c80319c"
AT = dt.datetime(2025, 8, 23, 8, 0, tzinfo=dt.UTC)

# The line up to the records


def found(name: str = "one", *, url: str | None = URL, feed_id: str | None = None, **more: Any) -> EntryFound:
    return EntryFound(entry_id=ids.entry_id(feed_id, name), identity=name, url=url, feed_id=feed_id, **more)


def found_with_body(box: Toolbox, name: str, html: str, **more: Any) -> EntryFound:
    return found(name, body_key=box.raw.put(html.encode()), **more)


def article_html(title: str, *paragraphs: str) -> str:
    text = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
    return f"<html><head><title>{title}</title></head><body><article><h1>{title}</h1>{text}</article></body></html>"


class Told(NamedTuple):
    """One segment of a page: a paragraph and what is known of it."""

    text: str
    people: tuple[str, ...] = ()
    place: str | None = None
    date: dt.date | None = None
    headline: str = ""
    kind: SegmentKind = SegmentKind.STORY


def extracted(*texts: str, url: str = URL, title: str = "", key: str = "0" * 64, **meta: Any) -> BlocksExtracted:
    blocks = [Block(index=0, kind=BlockKind.PARAGRAPH, text=text, start=0, end=0) for text in texts]
    text, placed = lay_out(blocks)
    page = PageFetched(
        entry_id=ids.entry_id(None, url), url=url, body_key=key, media_type="text/html", hints=Hints(external_id=None)
    )
    return BlocksExtracted(page=page, article=ArticleMeta(title=title, **meta), text=text, blocks=placed)


def detected(url: str, *segments: Told, title: str = "A title", links: tuple[PageLink, ...] = (), **meta: Any):
    """A revision of the article at `url`, published at AT unless `meta` says otherwise."""
    page = extracted(*(told.text for told in segments), url=url, title=title, **{"published": AT, **meta})
    article = ids.article_id(url)
    kept = ArticleKept(
        extracted=page,
        article_id=article,
        revision_id=ids.revision_id(article, version_sha(page)),
        canonical_url=url,
        content_sha=content_sha(page),
        sketch=sketch_of(page.blocks),
        sketch_version=SKETCH_VERSION,
    )
    return SegmentsDetected(
        kept=kept, segments=tuple(_segment(i, told) for i, told in enumerate(segments)), links=links
    )


def captured(fact: SegmentsDetected, at: dt.datetime) -> SegmentsDetected:
    """Return the same as taken from an archive that captured it then."""
    page = fact.kept.extracted.page
    page = msgspec.structs.replace(page, hints=msgspec.structs.replace(page.hints, fetched=at))
    extracted = msgspec.structs.replace(fact.kept.extracted, page=page)
    return msgspec.structs.replace(fact, kept=msgspec.structs.replace(fact.kept, extracted=extracted))


def _segment(index: int, told: Told) -> Segment:
    people = tuple(Principal(name=name, key=name.lower()) for name in told.people)
    return Segment(
        index=index,
        kind=told.kind,
        slug="–".join(name.split()[-1] for name in told.people[:2]) or "Slug",
        headline=told.headline or told.text[:60],
        blocks=(index,),
        score=1.0,
        principals=people,
        place=told.place,
        date=told.date,
    )


def keep(box: Toolbox, fact: SegmentsDetected, *, trace: str = TRACE) -> Recorded:
    """Link and record one revision in one transaction, as the records leg does."""
    with box.database.write() as connection:
        tools = box.within(connection, trace)
        (found,) = find_copies(fact, tools)
        (linked,) = link_stories(found, tools)
        (recorded,) = record(linked, tools)
    return recorded


# Ledger rows


def open_rows(box: Toolbox, *openings: Opening, trace: str = TRACE) -> Opened:
    with box.database.write() as connection:
        return open_entries(connection, openings, trace=trace, now=box.clock.now())


def put_entry(box: Toolbox, entry: EntryFound | None = None) -> str:
    """Open the row of an entry as a parsed feed or an ingest does; return its id."""
    entry = entry or found()
    open_rows(box, opening(entry, box.raw))
    return entry.entry_id


def put_at(box: Toolbox, name: str, stage: str, fact: Any) -> str:
    """Open a row that waits at `stage` with `fact` (a fact, or the text of one)."""
    entry = found(name, url=f"https://news.example/{name}")
    text = fact if isinstance(fact, str) else msgspec.json.encode(fact).decode()
    open_rows(box, replace(opening(entry, box.raw), stage=stage, fact=text))
    return entry.entry_id


def row(box: Toolbox, model: Any, name: str) -> Row[Any]:
    rows = table(model)
    with box.database.read() as connection:
        return connection.execute(select(rows).where(rows.c.id == name)).one()


def rows(box: Toolbox, model: Any) -> list[Row[Any]]:
    with box.database.read() as connection:
        return list(connection.execute(select(table(model))).all())


def change(box: Toolbox, model: Any, name: str, **columns: Any) -> None:
    target = table(model)
    with box.database.write() as connection:
        connection.execute(target.update().where(target.c.id == name).values(**columns))
