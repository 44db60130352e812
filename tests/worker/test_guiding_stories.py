"""The guiding example across outlets: two stories of one city and one day, with two Lees, stay two in any order."""

import shutil
from contextlib import closing
from itertools import permutations
from pathlib import Path

import pytest
from support.databases import TurnedClock, settings_for
from support.facts import AT, keep, rows

from schemas.events import Hints, PageFetched
from schemas.records import SegmentRow
from schemas.segments import SegmentKind
from worker import demo
from worker.preview import Bench, read_page
from worker.toolbox import no_send, open_toolbox

PAGES = Path(demo.__file__).parent / "pages"
NAMES = ("lee-ishiba", "tokyo-summit-shuttle", "nikai-lee-jong-seok")


def read(name):
    bench = Bench(None)
    key = bench.raw.put((PAGES / f"{name}.html").read_bytes())
    url = f"https://{name}.example/"
    page = PageFetched(entry_id=name, url=url, body_key=key, media_type="text/html", hints=Hints(published=AT))
    return read_page(page, bench)


@pytest.fixture(scope="module")
def pages():
    return {name: read(name) for name in NAMES}


@pytest.mark.parametrize("order", [*permutations(NAMES), *permutations(NAMES[1:])], ids="+".join)
def test_the_two_stories_stay_two(tmp_path, migrated_file, pages, order):
    shutil.copyfile(migrated_file, tmp_path / "slugline.db")
    with closing(open_toolbox(settings_for(tmp_path), no_send, TurnedClock(AT))) as box:
        for name in order:
            keep(box, pages[name])
        told = [row for row in rows(box, SegmentRow) if row.kind == SegmentKind.STORY]
    stories = {}
    for row in told:
        stories.setdefault(row.story_id, set()).add(row.slug)
    assert sorted(map(sorted, stories.values())) == [["Lee–Ishiba"], ["Nikai–Lee"]]
