"""One link with all it rests on: both ends, what they share, where they disagree, and their nearest sentences."""

from typing import Any, NamedTuple

from sqlalchemy import Connection, select

from schemas.records import Article, Revision, SegmentRow
from schemas.relations import SegmentProfile
from tasks.link_stories.profile import from_json
from tasks.shared.text import stem, words
from worker.reading.numbers import find_numbers
from worker.reading.outlets import outlet
from worker.reading.query import Row
from worker.reading.records import link
from worker.reading.sentences import nearest_sentences
from worker.toolbox.database import table

ARTICLES, SEGMENTS, REVISIONS, PROFILES = table(Article), table(SegmentRow), table(Revision), table(SegmentProfile)
MOST_WORDS, MOST_SHOWN = 12, 6


class End(NamedTuple):
    """A segment at one end of a link: what is told of it, and what it is compared by."""

    told: Row
    text: str
    people: dict[str, str]
    place: str | None
    terms: dict[str, float]


def evidence(connection: Connection, given: str) -> Row:
    """Return a link with `source` and `target`, what is `shared`, and `sentences` that share most (or None).

    Raises `Fault(bad_input)` for an id that names no link.
    """
    found = link(connection, given)
    source, target = (_end(connection, found[end]) for end in ("source_id", "target_id"))
    pair = nearest_sentences(source.text, target.text)
    near = {"source": pair.left, "target": pair.right, "shared": list(pair.shared)} if pair else None
    return {
        **found,
        "source": source.told,
        "target": target.told,
        "shared": shared(source, target),
        "sentences": near,
    }


def _end(connection: Connection, name: str) -> End:
    columns = (ARTICLES.c.title.label("article_title"), ARTICLES.c.first_seen.label("article_first_seen"))
    statement = (
        select(SEGMENTS, ARTICLES.c.site, ARTICLES.c.canonical_url, ARTICLES.c.published, *columns)
        .add_columns(REVISIONS.c.blocks.label("revision_blocks"), PROFILES.c.profile)
        .outerjoin(PROFILES, PROFILES.c.segment_id == SEGMENTS.c.id)
        .join(ARTICLES, ARTICLES.c.id == SEGMENTS.c.article_id)
        .join(REVISIONS, REVISIONS.c.id == SEGMENTS.c.revision_id)
        .where(SEGMENTS.c.id == name)
    )
    row = connection.execute(statement).one()
    blocks = row.revision_blocks
    return End(
        told=_told(row),
        text="\n\n".join(blocks[index]["text"] for index in row.blocks if index < len(blocks)),
        people={person["key"]: person["name"] for person in row.principals},
        place=row.place,
        # A segment of a former version is not compared any more: what it shared is not known by words.
        terms=from_json(row.profile).words if row.profile else {},
    )


def _told(row: Any) -> Row:
    return {
        "segment_id": row.id,
        "article_id": row.article_id,
        "outlet": outlet(row.site, row.canonical_url),
        "at": row.published or row.article_first_seen,
        "dated": row.published is not None,
        "slug": row.slug,
        "headline": row.headline or row.article_title,
        "url": row.canonical_url,
        "story_id": row.story_id,
    }


def shared(one: End, other: End) -> dict[str, list[str]]:
    """Return what both segments tell: `people`, `place`, `numbers` and telling `words`, the weightiest first."""
    counted = {number.key for number in find_numbers(other.text)}
    numbers = [number.shown for number in find_numbers(one.text) if number.key in counted]
    weights = {term: weight * other.terms[term] for term, weight in one.terms.items() if term in other.terms}
    heaviest = sorted(weights, key=lambda term: (-weights[term], term))[:MOST_WORDS]
    return {
        "people": [name for key, name in one.people.items() if key in other.people],
        "place": [one.place] if one.place and one.place == other.place else [],
        "numbers": list(dict.fromkeys(numbers))[:MOST_SHOWN],
        "words": _as_written(heaviest, one.text),
    }


def _as_written(stems: list[str], text: str) -> list[str]:
    """Return words for stems, as the text has them: "visited" says more than "visit"."""
    written: dict[str, str] = {}
    for word in words(text):
        written.setdefault(stem(word), word)
    return [written.get(name, name) for name in stems]
