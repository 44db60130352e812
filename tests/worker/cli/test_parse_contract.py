"""`slugline parse --json` on the guiding example: what tools outside the project rely on."""

import json
from itertools import combinations
from pathlib import Path

import pytest

import worker.demo

PAGES = Path(worker.demo.__file__).parent / "pages"
SOURCES = ["lee_ishiba.txt", "lee-ishiba.html"]
ARTICLE = {"title", "byline", "published", "updated", "canonical_url", "site", "language", "description", "image"}
BLOCK = {"index", "kind", "level", "text", "items", "rows", "start", "end"}
SEGMENT = {"index", "kind", "slug", "headline", "principals", "place", "date", "blocks", "score"}
KINDS = {
    "heading", "paragraph", "list", "definition", "table", "quote", "embed", "callout", "contents", "faq", "figure",
    "code",
}  # fmt: skip


@pytest.fixture(scope="module")
def answers(tmp_path_factory, cli_in):
    done = cli_in(tmp_path_factory.mktemp("parse")).run("parse", *(str(PAGES / name) for name in SOURCES), "--json")
    assert (done.returncode, done.stderr) == (0, "")
    return [json.loads(line) for line in done.stdout.splitlines()]


@pytest.fixture(params=range(len(SOURCES)), ids=SOURCES)
def parsed(request, answers):
    return answers[request.param]


def stories(parsed):
    return [segment for segment in parsed["segments"] if segment["kind"] == "story"]


def test_the_keys_are_those_of_the_contract(parsed):
    assert set(parsed) == {"source", "article", "blocks", "segments", "links"}
    assert set(parsed["article"]) == ARTICLE
    assert all(set(block) >= BLOCK and block["kind"] in KINDS for block in parsed["blocks"])
    assert all(set(segment) >= SEGMENT for segment in parsed["segments"])
    for segment in parsed["segments"]:
        assert all({"name", "role", "aliases", "mentions"} <= set(person) for person in segment["principals"])
    for link in parsed["links"]:
        assert set(link) == {"source", "target", "kind", "score", "evidence"}
        assert set(link["evidence"]) >= {"shared", "conflicts"}
        assert all(set(each) == {"field", "source", "target", "quotes"} for each in link["evidence"]["conflicts"])


def test_two_stories_of_one_day_in_tokyo(parsed):
    told = [(segment["slug"], segment["place"], segment["date"]) for segment in stories(parsed)]
    assert told == [("Lee–Ishiba", "Tokyo", "2025-08-23"), ("Nikai–Lee", "Tokyo", "2025-08-23")]


def test_the_two_lees_are_two(parsed):
    first, second = ({person["name"] for person in segment["principals"]} for segment in stories(parsed))
    assert "Lee Jae Myung" in first - second
    assert "Lee Jong-seok" in second - first


def test_the_stories_are_linked_and_said_to_disagree(parsed):
    ends = {segment["index"] for segment in stories(parsed)}
    (link,) = [each for each in parsed["links"] if {each["source"], each["target"]} == ends]
    assert link["evidence"]["shared"]
    conflicts = link["evidence"]["conflicts"]
    assert {"heading", "who"} & {conflict["field"] for conflict in conflicts}
    assert all(conflict["quotes"] for conflict in conflicts)


def test_every_block_has_one_home(parsed):
    homes = sorted(index for segment in parsed["segments"] for index in segment["blocks"])
    assert homes == [block["index"] for block in parsed["blocks"]] == list(range(len(parsed["blocks"])))
    assert all(not set(a["blocks"]) & set(b["blocks"]) for a, b in combinations(parsed["segments"], 2))


def test_offsets_tile_the_text(parsed):
    position = 0
    for block in parsed["blocks"]:
        assert block["start"] == position
        assert block["end"] - block["start"] == len(block["text"])
        position = block["end"] + 2
