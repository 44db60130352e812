"""The written pages of `tests/tasks/detect_segments/pages`, and what the real stages make of them."""

import datetime as dt
import json
from functools import cache
from pathlib import Path
from types import SimpleNamespace

from schemas import ids
from schemas.events import ArticleKept, Hints, PageFetched
from tasks.detect_segments import detect_segments
from tasks.extract_blocks import extract_blocks
from tasks.shared.mentions import find_mentions

FOLDER = Path(__file__).parents[1] / "tasks" / "detect_segments" / "pages"
MEDIA = {".html": "text/html", ".txt": "text/plain"}


class Body:
    """A raw store of one body."""

    def __init__(self, body):
        self.body = body
        self.raw = self

    def get(self, _key):
        return self.body


@cache
def truth_of(name):
    return json.loads((FOLDER / f"{name}.json").read_text(encoding="utf-8"))


@cache
def detected_of(name):
    (path,) = (FOLDER / f"{name}{suffix}" for suffix in MEDIA if (FOLDER / f"{name}{suffix}").exists())
    published = truth_of(name).get("published")
    url = f"https://page.example/{name}"
    page = PageFetched(
        entry_id=ids.entry_id(None, name),
        url=url,
        body_key="0" * 64,
        media_type=MEDIA[path.suffix],
        hints=Hints(published=dt.datetime.fromisoformat(published) if published else None),
    )
    (extracted,) = extract_blocks(page, Body(path.read_bytes()))
    kept = ArticleKept(
        extracted=extracted, article_id=ids.article_id(url), revision_id="r", canonical_url=url, content_sha="0"
    )
    (detected,) = detect_segments(kept, SimpleNamespace(names=find_mentions))
    return detected
