from itertools import groupby
from pathlib import Path
from types import SimpleNamespace

import pytest

from schemas.blocks import ArticleMeta, Block, BlockKind, lay_out
from schemas.events import ArticleKept, BlocksExtracted, PageFetched
from tasks.detect_segments import detect_segments
from tasks.shared.mentions import find_mentions

GUIDING = Path(__file__).parents[3] / "worker" / "demo" / "pages" / "lee_ishiba.txt"


def _block(kind, text, **more):
    return Block(index=0, kind=kind, text=text, start=0, end=0, **more)


def _class(line):
    return "- " if line.startswith("- ") else "|" if line.startswith("|") else None


def read_blocks(text, *, level):
    """Lines are blocks, runs of "- " are lists, runs of "|" are tables; what the extractor would type is typed."""
    lines = [line for line in text.splitlines() if line.strip()]
    listed = {line.partition(". ")[2] for line in lines if line.startswith("- ")}
    blocks = []
    for kind, run in groupby(lines, key=_class):
        run = list(run)  # noqa: PLW2901 - groupby hands out iterators
        if kind == "- ":
            items = tuple(line[2:] for line in run)
            contents = bool(blocks) and blocks[-1].text == "Table of Contents"
            if contents:
                blocks.pop()
            blocks.append(_block(BlockKind.CONTENTS if contents else BlockKind.FAQ, "\n".join(items), items=items))
        elif kind == "|":
            blocks.append(_block(BlockKind.TABLE, "\n".join(run)))
        else:
            blocks.extend(_line(line, listed, level) for line in run)
    return _with_quotes(blocks)


def _line(line, listed, level):
    if line.replace("‘", "’") in listed:
        return _block(BlockKind.HEADING, line, level=level)
    callout = line.startswith(("Did You Know?", "Pro Tip:"))
    return _block(BlockKind.CALLOUT if callout else BlockKind.PARAGRAPH, line)


def _with_quotes(blocks):
    found = []
    for block in blocks:
        if block.text.startswith("– "):
            found[-1] = _block(BlockKind.QUOTE, f"{found[-1].text}\n{block.text}")
        else:
            found.append(block)
    return found


def keep(blocks, *, title="", published=None):
    text, placed = lay_out(blocks)
    page = PageFetched(entry_id="e", url="https://news.example/a", body_key="k", media_type="text/plain")
    return ArticleKept(
        extracted=BlocksExtracted(
            page=page, article=ArticleMeta(title=title, published=published), text=text, blocks=placed
        ),
        article_id="a",
        revision_id="r",
        canonical_url="https://news.example/a",
        content_sha="0" * 64,
    )


class Pages:
    """Builds revisions from short notations and runs the stage on them."""

    @staticmethod
    def paragraphs(*texts):
        return [_block(BlockKind.PARAGRAPH, text) for text in texts]

    @staticmethod
    def heading(text, level=2):
        return _block(BlockKind.HEADING, text, level=level)

    @staticmethod
    def block(kind, text):
        return _block(kind, text)

    @staticmethod
    def guiding(level=2):
        return read_blocks(GUIDING.read_text(encoding="utf-8"), level=level)

    @staticmethod
    def detect(blocks, **meta):
        (detected,) = detect_segments(keep(blocks, **meta), SimpleNamespace(names=find_mentions))
        return detected

    @staticmethod
    def stories(detected):
        return [segment for segment in detected.segments if segment.kind == "story"]


@pytest.fixture(scope="session")
def pages():
    return Pages
