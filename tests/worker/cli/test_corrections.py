"""Corrections from the command line: merge, split, reject, list, remove."""

import json
from contextlib import closing
from datetime import timedelta

import pytest
from support.databases import Valkey
from support.facts import AT, Told, detected, keep, rows

from schemas.records import LinkRow, SegmentRow
from schemas.relations import Correction

QUAKE = "The quake near Coimbra killed 12 people, Mayor Maria Silva said."


@pytest.fixture
def told(cli):
    """Three tellings of one story; the command with their segments in `segments` and their story in `story`."""
    with cli.box() as box:
        for number in range(3):
            text = Told(f"{QUAKE} Report {number}.", ("maria silva",), "Coimbra", headline=f"Report {number}")
            keep(box, detected(f"https://news{number}.example/", text, published=AT + timedelta(hours=number)))
        found = sorted(rows(box, SegmentRow), key=lambda row: row.headline)
    cli.segments, cli.story = [row.id for row in found], found[0].story_id
    return cli


def homes(cli):
    with cli.box() as box:
        return [row.story_id for row in sorted(rows(box, SegmentRow), key=lambda row: row.headline)]


def test_a_story_is_split_and_merged_again(told):
    done = told.run("stories", "split", told.story[:8], *told.segments[1:], "--note", "another quake")
    assert (done.returncode, done.stderr) == (0, "")
    first, second, third = homes(told)
    assert first == told.story != second == third
    assert second[:8] in done.stdout
    (merged,) = told.lines("stories", "merge", second, first)
    assert (merged["action"], merged["stories"][0]) == ("merge", told.story)
    assert set(homes(told)) == {told.story}


def test_corrections_are_listed_in_words_and_taken_back(told):
    told.run("stories", "split", told.story, told.segments[1], "--note", "another quake")
    shown = told.run("corrections", "list").stdout
    assert "tell two stories" in shown
    assert "a person" in shown
    assert "“another quake”" in shown
    (row,) = told.lines("corrections", "list")
    assert told.run("corrections", "remove", row["id"][:8]).returncode == 0
    assert "stories merge" in told.run("corrections", "list").stderr


def test_a_link_is_rejected(told):
    with told.box() as box:
        link = rows(box, LinkRow)[0].id
    assert "corrections remove" in told.run("links", "reject", link[:8]).stdout
    with told.box() as box:
        assert link not in {row.id for row in rows(box, LinkRow)}
        assert [row.kind for row in rows(box, Correction)] == ["rejected"]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["stories", "merge", "STORY", "STORY"], "one story"),
        (["stories", "split", "STORY", "FIRST", "SECOND", "THIRD"], "none would remain"),
        (["stories", "split", "STORY", "zzzzzzzz"], "names nothing"),
        (["links", "reject", "zz"], "too short"),
    ],
    ids=["itself", "all", "unknown", "short"],
)
def test_what_cannot_be_done_is_one_line_with_its_fix(told, arguments, said):
    names = {"STORY": told.story} | dict(zip(("FIRST", "SECOND", "THIRD"), told.segments, strict=True))
    done = told.run(*(names.get(word, word) for word in arguments))
    assert (done.returncode, done.stdout) == (1, "")
    assert said in done.stderr
    assert "Fix: " in done.stderr
    assert len(done.stderr.splitlines()) == 1


def test_a_correction_stands_in_the_task_log(told, tmp_path_factory):
    with closing(Valkey(tmp_path_factory.mktemp("v"))) as server:
        told.run("stories", "split", told.story, told.segments[1], SLUGLINE_REDIS_URL=server.url)
        (line,) = [json.loads(line) for line in told.run("logs", SLUGLINE_REDIS_URL=server.url).stdout.splitlines()]
    assert (line["event"], line["action"], line["process"]) == ("story.corrected", "split", "cli")


def test_the_repair_says_what_it_did(told):
    (done,) = told.lines("stories", "repair", "--days", "3650")
    assert done == {"segments": 3, "moved": 0}
    assert "looked at" in told.run("stories", "repair").stdout
