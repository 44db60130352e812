"""Who carries the same text: a duplicate group as a person reads it, and the best original of each article."""

from collections.abc import Iterable, Iterator
from typing import Any

from sqlalchemy import Connection, Select, func, or_, select

from schemas.records import Article
from schemas.relations import CopyRow
from worker.reading.query import Row, all_rows
from worker.toolbox.database import table

ARTICLES, COPIES = table(Article), table(CopyRow)
FACTS = ("kind", "jaccard", "containment")
SHOWN = 200


def relatives(connection: Connection, article: Row) -> list[Row]:
    """Return the articles that carry the text of `article`, the first one first; at most 200.

    `kind`, `jaccard`, `containment` and `differences` tell how each was found to relate to this one: null where the
    two were not compared, because others of the group led to both. `later` tells that this one is the later of the
    two; `grouped`, that the two are in one duplicate group: a page may only embed the text.
    """
    name, pairs = article["id"], _pairs(connection, article["id"])
    there = or_(ARTICLES.c.duplicate_group_id == article["duplicate_group_id"], ARTICLES.c.id.in_(pairs))
    columns = ("id", "url", "title", "site", "published", "first_seen", "duplicate_group_id")
    order = func.coalesce(ARTICLES.c.published, ARTICLES.c.first_seen)
    statement = select(*(ARTICLES.c[column] for column in columns)).where(there, ARTICLES.c.id != name)
    found = all_rows(connection, statement.order_by(order, ARTICLES.c.first_seen, ARTICLES.c.id).limit(SHOWN))
    unknown = dict.fromkeys((*FACTS, "differences", "later"))
    return [
        {**row, "grouped": row.pop("duplicate_group_id") == article["duplicate_group_id"], **unknown}
        | pairs.get(row["id"], {})
        for row in found
    ]


def _pairs(connection: Connection, name: str) -> dict[str, Row]:
    """Return what is known of each pair that `name` is in, by the other article."""
    found = all_rows(connection, select(COPIES).where(or_(COPIES.c.article_id == name, COPIES.c.of_id == name)))
    return {
        row["of_id"] if row["article_id"] == name else row["article_id"]: {
            **{fact: row[fact] for fact in (*FACTS, "differences")},
            "later": row["article_id"] == name,
        }
        for row in found
    }


def joined_to_original(statement: Select[Any]) -> Select[Any]:
    """Return a statement over articles with the columns of the earlier article that each is most like, if any."""
    place = func.row_number().over(
        partition_by=COPIES.c.article_id,
        order_by=(COPIES.c.jaccard.desc(), COPIES.c.containment.desc(), COPIES.c.of_id),
    )
    ranked = select(COPIES, place.label("place")).subquery()
    original = ARTICLES.alias("original")
    columns = (ranked.c[fact].label(f"copy_{fact}") for fact in FACTS)
    return (
        statement.add_columns(func.coalesce(original.c.external_id, original.c.id).label("copy_of"), *columns)
        .outerjoin(ranked, (ranked.c.article_id == ARTICLES.c.id) & (ranked.c.place == 1))
        .outerjoin(original, original.c.id == ranked.c.of_id)
    )


def with_duplicates(rows: Iterable[Row]) -> Iterator[Row]:
    """Yield the rows of `joined_to_original` with those columns as one object, `duplicate`."""
    for row in rows:
        original = {"of": row.pop("copy_of"), **{fact: row.pop(f"copy_{fact}") for fact in FACTS}}
        yield {**row, "duplicate": original | {"kind": original["kind"] or "different"}}
