from datetime import timedelta

import pytest
from support.facts import AT, Told, change, detected, keep, rows

from schemas import ids
from schemas.codes import Code
from schemas.outcomes import Fault
from schemas.records import Article, LinkRow, SegmentRow
from schemas.segments import LinkKind, PageLink
from worker.reading.show import json_line
from worker.reading.timeline import timeline

QUAKE = Told("The quake near Coimbra killed 12 people, Mayor Maria Silva said.", ("maria silva",), "Coimbra")
AFTER = Told("After the quake near Coimbra 12 people were dead, Maria Silva said.", ("maria silva",), "Coimbra")
OTHER = Told("Ferry crews in Oslo voted to strike over pay.", ("kari lund",), "Oslo")


def url(name):
    return f"https://www.{name}.example/quake"


def put(box, name, *told, hours=0, title="A title", **meta):
    published = AT + timedelta(hours=hours)
    keep(box, detected(url(name), *told, **{"title": title, "site": name.title(), "published": published, **meta}))
    box.clock.turn(60)


@pytest.fixture
def told(box):
    """Told first by the Courier, copied by the Ledger, told anew by the Tribune among other news, and revised there."""
    put(box, "courier", QUAKE)
    put(box, "ledger", QUAKE, hours=1, title="Another headline")
    put(box, "tribune", AFTER, OTHER, hours=2)
    put(box, "tribune", Told("Nine winters ago nothing shook."), AFTER, OTHER, hours=2)
    return box


def ask(box, name="courier"):
    (story,) = {row.story_id for row in rows(box, SegmentRow) if row.article_id == ids.article_id(url(name))}
    with box.database.read() as connection:
        return timeline(connection, story[:8])


def test_copies_are_told_beside_what_they_copied(told):
    story = ask(told)
    assert [each["outlet"] for each in story["tellings"]] == ["Courier", "Tribune"]
    assert [copy["outlet"] for copy in story["tellings"][0]["copies"]] == ["Ledger"]
    assert (story["articles"], story["outlets"], story["texts"]) == (3, 3, 2)


def test_lanes_are_outlets_with_the_words_about_this_story(told):
    story = ask(told)
    assert [(lane["outlet"], [dot["words"] for dot in lane["dots"]]) for lane in story["lanes"]] == [
        ("Courier", [11]),
        ("Tribune", [12]),
    ]
    assert story["tellings"][1]["share"] < 0.6


def test_revisions_are_counted_with_their_times(told):
    first, second = ask(told)["tellings"]
    assert (first["revisions"], first["revised_at"]) == (1, [])
    assert (second["revisions"], len(second["revised_at"])) == (2, 1)


def test_links_lie_between_the_tellings(told):
    story = ask(told)
    ends = {each["segment_id"] for each in story["tellings"]}
    assert [(link["kind"], link["also"]) for link in story["links"]] == [("same_event", 1)]
    assert all({link["source_id"], link["target_id"]} == ends for link in story["links"])


def test_contradictions_come_first(told):
    weak, *_ = [row for row in rows(told, LinkRow) if row.kind == "same_event"]
    change(told, LinkRow, weak.id, kind="contradicts", score=0.01)
    assert [link["kind"] for link in ask(told)["links"]] == ["contradicts", "same_event"]


def test_links_to_other_stories_are_told_apart(box):
    inside = (PageLink(source=0, target=1, kind=LinkKind.CONTRADICTS, score=0.5),)
    put(box, "tribune", AFTER, OTHER, links=inside)
    (quake,) = [row for row in rows(box, SegmentRow) if row.place == "Coimbra"]
    with box.database.read() as connection:
        story = timeline(connection, quake.story_id)
    assert story["links"] == []
    assert [(link["kind"], link["slug"], link["outlet"]) for link in story["elsewhere"]] == [
        ("contradicts", "lund", "Tribune")
    ]


def test_first_tellers_are_told(told):
    facts = {fact["fact"]: fact for fact in ask(told)["facts"]}
    assert facts["killed 12 people"]["first"]["outlet"] == "Courier"
    assert facts["killed 12 people"]["taken_up_by"] == ["Tribune"]
    assert {"maria silva", "Coimbra"} <= set(facts)


def test_an_undated_article_stands_where_it_came_in(box):
    put(box, "courier", QUAKE, published=None)
    (telling,) = ask(box)["tellings"]
    assert not telling["dated"]
    assert telling["at"] == rows(box, Article)[0].first_seen


def test_an_outlet_without_a_name_is_its_host(box):
    put(box, "courier", QUAKE, site=None)
    assert ask(box)["tellings"][0]["outlet"] == "courier.example"


def test_all_of_it_is_json(told):
    line = json_line(ask(told))
    assert '"lanes":[{"outlet":"Courier"' in line


@pytest.mark.parametrize("given", ["", "abc", "zzzzzzzz", "%%%%"])
def test_an_id_that_names_nothing_is_bad_input(told, given):
    with told.database.read() as connection, pytest.raises(Fault) as caught:
        timeline(connection, given)
    assert caught.value.code is Code.BAD_INPUT
