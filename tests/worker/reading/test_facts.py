from datetime import timedelta

from support.facts import AT

from worker.reading.facts import MOST_FACTS, first_tellers
from worker.reading.tellings import Telling


def told(name, text, outlet="Courier", *, hours=0, people=(), place=None):
    return Telling(
        segment_id=name,
        article_id=f"article-{name}",
        group=name,
        at=AT + timedelta(hours=hours),
        dated=True,
        outlet=outlet,
        headline=name,
        slug="Slug",
        share=1.0,
        words=len(text.split()),
        principals=tuple({"name": each, "key": each.lower(), "aliases": []} for each in people),
        place=place,
        text=text,
    )


def facts(tellings, slug="", links=()):
    return {fact.text: fact for fact in first_tellers(tellings, slug, links)}


def conflict(source, target, mine, theirs):
    one = {"field": "how_many", "source": mine, "target": theirs, "quotes": []}
    return {"id": "link", "source_id": source, "target_id": target, "evidence": {"conflicts": [one], "shared": []}}


FIRST = told("first", "It rained. The flood killed 4 people, Mayor Ana Silva said.", people=("Ana Silva",))
SECOND = told("second", "The flood in Coimbra left 4 people dead.", "Ledger", hours=1, place="Coimbra")
THIRD = told(
    "third", "Ana Silva counted 6 people in Coimbra.", "Tribune", hours=2, people=("Ana Silva",), place="Coimbra"
)


def test_a_fact_is_its_first_tellers_when_others_take_it_up():
    found = facts([FIRST, SECOND, THIRD])
    assert set(found) == {"Ana Silva", "killed 4 people", "Coimbra"}
    assert (found["killed 4 people"].first, found["killed 4 people"].outlets) == (FIRST, ["Ledger"])
    assert found["killed 4 people"].quote == "The flood killed 4 people, Mayor Ana Silva said."
    assert (found["Coimbra"].first, found["Coimbra"].outlets) == (SECOND, ["Tribune"])


def test_what_nobody_takes_up_is_no_fact_of_the_story():
    assert facts([FIRST]) == {}
    assert facts([FIRST], slug="Silva flood").keys() == {"Ana Silva"}


def test_a_name_that_an_earlier_text_only_mentions_was_told_there_first():
    mentioned = told("early", "Officials and Ana Silva met.", "Wire", hours=-1)
    assert facts([mentioned, FIRST, THIRD])["Ana Silva"].first is mentioned


def test_what_is_contradicted_comes_first_and_says_by_whom():
    best, *_ = first_tellers([FIRST, SECOND, THIRD], "", [conflict("third", "first", "6 (people)", "4 (dead)")])
    assert best.text in {"killed 4 people", "6 people"}
    found = facts([FIRST, SECOND, THIRD], links=[conflict("third", "first", "6 (people)", "4 (dead)")])
    assert found["killed 4 people"].contradicted_by == [{"says": "6 (people)", "outlet": "Tribune", "link_id": "link"}]
    assert found["6 people"].contradicted_by == [{"says": "4 (dead)", "outlet": "Courier", "link_id": "link"}]


def test_a_part_of_a_name_and_a_place_are_told_once():
    people = told(
        "a", "Donald Trump went to North Korea.", people=("Donald Trump", "Trump", "North Korea"), place="North Korea"
    )
    again = told("b", "Trump is in North Korea, Donald Trump said.", "Ledger", hours=1, people=("Donald Trump",))
    assert sorted((fact.kind, fact.text) for fact in first_tellers([people, again], "")) == [
        ("name", "Donald Trump"),
        ("place", "North Korea"),
    ]


def test_facts_are_few_and_the_most_taken_up_come_first():
    text = " ".join(f"There were {number} people." for number in range(2, 90))
    tellings = [told(str(number), text, f"Outlet {number}", hours=number) for number in range(5)]
    tellings.append(told("last", "There were 77 people.", "Last", hours=9))
    found = first_tellers(tellings, "")
    assert found[0].text == "77 people"
    assert len(found) <= MOST_FACTS


def test_the_outcome_is_data():
    row = next(fact for fact in first_tellers([FIRST, SECOND], "") if fact.kind == "number").as_row()
    assert (row["fact"], row["first"]["outlet"], row["taken_up_by"], row["tellings"]) == (
        "killed 4 people",
        "Courier",
        ["Ledger"],
        2,
    )
