"""Facts lie in the ledger as JSON: what goes in must come out."""

import datetime as dt

import msgspec
import pytest
from support.facts import AT, Told, detected, extracted, found

from schemas import events
from schemas.events import FeedParsed, Hints, Likeness, SegmentPlaced, StoriesLinked
from schemas.segments import Evidence, LinkKind, StoryLink

FACTS = [
    events.Tick(at=AT),
    events.FeedDue(feed_id="f", url="https://a.example/", etag='W/"ä"'),
    FeedParsed(feed_id="f", status=200, body_sha="s", body_bytes=1, entries=(found(hints=Hints(published=AT)),)),
    found(hints=Hints(title="“T”", byline=("A", "B"), updated=AT)),
    extracted("One.", "Two.", published=AT),
    detected("https://a.example/", Told("One.", ("ann",), "Tokyo", dt.date(2025, 8, 23))),
    StoriesLinked(
        detected=detected("https://a.example/", Told("One.")),
        places=(SegmentPlaced(segment_id="s", day=AT.date(), profile="{}", keys={"a": 0.5}),),
        likenesses=(Likeness("a", "b", 0.7),),
        moved={"c": "story"},
        rescored=(("b", "a", 0.8),),
        links=(StoryLink(source="a", target="b", kind=LinkKind.DUPLICATE, score=1, evidence=Evidence(shared=("x",))),),
    ),
]


@pytest.mark.parametrize("fact", FACTS, ids=lambda fact: type(fact).__name__)
def test_a_fact_survives_json(fact):
    assert msgspec.json.decode(msgspec.json.encode(fact), type=type(fact)) == fact


@pytest.mark.parametrize("fact", FACTS, ids=lambda fact: type(fact).__name__)
def test_a_fact_cannot_be_changed(fact):
    with pytest.raises(AttributeError):
        setattr(fact, fact.__struct_fields__[0], None)


def test_a_key_that_a_newer_version_added_is_passed_over():
    data = msgspec.json.encode(msgspec.to_builtins(FACTS[1]) | {"new": 1})
    assert msgspec.json.decode(data, type=events.FeedDue) == FACTS[1]
