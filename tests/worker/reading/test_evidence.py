import datetime as dt

import pytest
from support.facts import AT, Told, detected, keep, rows

from schemas.codes import Code
from schemas.outcomes import Fault
from schemas.records import LinkRow
from worker.reading.evidence import evidence
from worker.reading.link_reasons import link_reasons

DAY = dt.timedelta(days=1)
ONE = Told(
    "It was a grey day. The quake near Coimbra killed 12 people, Mayor Maria Silva said.",
    ("maria silva", "rui costa"),
    "Coimbra",
    headline="Quake kills 12",
)
OTHER = Told(
    "Schools stay shut. The quake near Coimbra left 12 people dead, Maria Silva said.",
    ("maria silva",),
    "Coimbra",
    headline="Silva counts the dead",
)


@pytest.fixture
def linked(box):
    keep(box, detected("https://one.example/a", ONE, site="Courier"))
    keep(box, detected("https://two.example/b", OTHER, site="Ledger", published=AT + DAY))
    return box


def ask(box):
    (link,) = rows(box, LinkRow)
    with box.database.read() as connection:
        return evidence(connection, link.id[:8])


def test_both_ends_are_told(linked):
    shown = ask(linked)
    ends = {(end["outlet"], end["headline"], end["dated"]) for end in (shown["source"], shown["target"])}
    assert ends == {("Courier", "Quake kills 12", True), ("Ledger", "Silva counts the dead", True)}
    assert shown["source"]["segment_id"] == shown["source_id"]


def test_what_both_tell_is_parted_by_kind(linked):
    shared = ask(linked)["shared"]
    assert (shared["people"], shared["place"], shared["numbers"]) == (["maria silva"], ["Coimbra"], ["12 people dead"])
    assert {"quake", "coimbra"} <= set(shared["words"])


def test_the_nearest_sentences_are_one_of_each(linked):
    near = ask(linked)["sentences"]
    assert near["source"] == "The quake near Coimbra left 12 people dead, Maria Silva said."
    assert near["target"] == "The quake near Coimbra killed 12 people, Mayor Maria Silva said."


def test_an_id_that_names_nothing_is_bad_input(linked):
    with linked.database.read() as connection, pytest.raises(Fault) as caught:
        evidence(connection, "zzzzzzzz")
    assert caught.value.code is Code.BAD_INPUT


def test_features_are_told_in_words_and_unknown_ones_as_they_are():
    features = [
        {"name": "odd_thing", "weight": 0.5, "detail": ""},
        {"name": "people", "weight": -2.0, "detail": "0 of 3"},
    ]
    strongest, other = link_reasons(features)
    assert strongest.phrase == "how much they tell of the same people and bodies"
    assert (strongest.weight, strongest.detail) == (-2.0, "0 of 3")
    assert other.phrase == "odd thing"
