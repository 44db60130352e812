"""The documents to learn from: development stories and recorded pages, which lie in ../shared/data.

They are dealt to thirds by story (by topic for ECB+), pages by name, so that no story has parts in two thirds. Nothing
of them is kept.
"""

import gzip
import hashlib
import json
import tarfile
from datetime import date
from pathlib import Path
from typing import NamedTuple

from schemas.blocks import Block, BlockKind
from schemas.events import PageFetched
from schemas.outcomes import Outcome
from tasks.extract_blocks import extract_blocks
from tasks.extract_blocks.drafts import fold_space
from tasks.shared.text import words

DATA = Path(__file__).resolve().parents[2] / "shared" / "data"
STORIES = ("allsides", "ecbplus")
PAGES = ("fundus_dev", "scrapinghub", "wcxb_dev")
FOLDS = 3
ENGLISH = frozenset(["the", "of", "to", "and", "in", "that", "is", "was", "for", "on", "with", "said", "he"])


class Doc(NamedTuple):
    """An article or a recorded page: `blocks` for a page, `paras` for an article; `fold` is its third and `split` its
    share of an older deal (six, two and two tenths) that the linking of pairs is fitted by.
    """

    set: str
    name: str
    story: str
    topic: str
    day: date | None
    title: str
    paras: list[str]
    blocks: tuple[Block, ...]
    split: str
    fold: int
    english: bool = True


def digest(text: str) -> int:
    return int(hashlib.sha256(text.encode()).hexdigest(), 16)


def deal(share: float) -> str:
    return "test" if share < 0.2 else "validation" if share < 0.4 else "train"


def ranked(topics: set[str], salt: str) -> list[str]:
    return sorted(topics, key=lambda topic: digest(f"{salt}{topic}"))


def read_stories() -> list[Doc]:
    found = []
    for name in STORIES:
        with gzip.open(DATA / "stories" / f"{name}_dev.jsonl.gz", "rt", encoding="utf-8") as lines:
            rows = [json.loads(line) for line in lines]
        topics = {row["topic"] for row in rows}
        thirds, shares = ranked(topics, "z"), ranked(topics, "e")
        for row in rows:
            ecb = name == "ecbplus"
            place = thirds.index(row["topic"]) if ecb else digest(f"y{row['story']}")
            share = shares.index(row["topic"]) / len(shares) if ecb else digest(f"a{row['story']}") % 100 / 100
            found.append(
                Doc(
                    set=name[:3],
                    name=row["id"],
                    story=row["story"],
                    topic=row["topic"],
                    day=date.fromisoformat(row["date"][:10]) if row["date"] else None,
                    title=fold_space(row["title"] or ""),
                    paras=[text for text in map(fold_space, row["paras"]) if text],
                    blocks=(),
                    split=deal(share),
                    fold=place % FOLDS,
                )
            )
    return found


class Memory:
    """A raw store of one body."""

    def __init__(self, body: bytes) -> None:
        self.body = body
        self.raw = self

    def get(self, _key: str) -> bytes:
        return self.body


def read_pages() -> list[Doc]:
    found = []
    for corpus in PAGES:
        with tarfile.open(DATA / "pages" / f"{corpus}.tar.gz") as archive:
            members = [item for item in archive if item.name.endswith(".html.gz")]
            for item in sorted(members, key=lambda item: item.name):
                page = read_page(item.name, gzip.decompress(archive.extractfile(item).read()))
                found += [page] if page else []
    return found


def read_page(name: str, body: bytes) -> Doc | None:
    fetched = PageFetched(entry_id="e", url="https://page.example/", body_key="k", media_type="text/html")
    try:
        (extracted,) = extract_blocks(fetched, Memory(body))
    except Outcome:
        return None
    told = [word for block in extracted.blocks for word in words(block.text[:2000])]
    return Doc(
        set="page",
        name=name,
        story=name,
        topic=name,
        day=None,
        title=extracted.article.title,
        paras=[block.text for block in extracted.blocks if block.kind is BlockKind.PARAGRAPH],
        blocks=extracted.blocks,
        split=deal(digest(f"p{name}") % 100 / 100),
        fold=digest(f"y{name}") % FOLDS,
        english=len(told) > 80 and sum(word in ENGLISH for word in told) / len(told) > 0.12,
    )
