from datetime import timedelta

from support.facts import AT

from worker.reading.tellings import Telling, between_tellings, busiest, in_order, lanes_of, without_copies


def told(name, outlet="Courier", *, group="", hours=0, words=100, dated=True, article=""):
    return Telling(
        segment_id=name,
        article_id=article or f"article-{name}",
        group=group or name,
        at=AT + timedelta(hours=hours),
        dated=dated,
        outlet=outlet,
        headline=name,
        slug="Slug",
        share=1.0,
        words=words,
    )


def link(source, target, kind="same_event", name=""):
    return {"id": name or f"{source}{target}", "source_id": source, "target_id": target, "kind": kind}


def names(tellings):
    return [each.segment_id for each in tellings]


def test_what_has_no_date_comes_last():
    assert names(in_order([told("b", hours=2), told("x", dated=False), told("a", hours=1)])) == ["a", "b", "x"]


def test_copies_stand_beside_the_first_teller():
    tellings = in_order([told("late", "Ledger", group="g", hours=3), told("first", group="g"), told("other", hours=1)])
    first, other = without_copies(tellings)
    assert (first.segment_id, [copy.outlet for copy in first.copies]) == ("first", ["Ledger"])
    assert other.copies == ()


def test_an_article_of_two_parts_is_one_copy():
    parts = [told("a1", group="g", article="A"), told("a2", group="g", article="A", hours=1)]
    copies = [
        told("b1", "Ledger", group="g", article="B", hours=2),
        told("b2", "Ledger", group="g", article="B", hours=2),
    ]
    first, second = without_copies([*parts, *copies])
    assert [copy.article_id for copy in first.copies] == ["B"]
    assert second.copies == ()


def test_links_of_copies_are_links_of_what_they_copied():
    tellings = without_copies([told("a", group="g"), told("b", "Ledger", group="g", hours=1), told("c", hours=2)])
    links = [
        link("b", "a", "duplicate"),
        link("c", "b", name="strong"),
        link("a", "c", name="weak"),
        link("c", "a", "follow_up"),
    ]
    kept = between_tellings(links, tellings)
    assert [(each["id"], each["source_id"], each["target_id"], each["also"]) for each in kept] == [
        ("strong", "c", "a", 1),
        ("ca", "c", "a", 0),
    ]


def test_a_dot_is_an_article_with_all_its_words_about_the_story():
    (courier, ledger) = lanes_of(
        [told("a", article="A", words=30), told("b", article="A", words=20), told("c", "Ledger")]
    )
    assert (courier.outlet, [dot.words for dot in courier.dots]) == ("Courier", [50])
    assert (ledger.outlet, ledger.words) == ("Ledger", 100)


def test_the_busiest_lanes_stay_in_their_order_and_the_rest_is_summed_up():
    many = [
        told(f"{outlet}{number}", outlet, hours=number)
        for outlet, count in (("A", 1), ("B", 3), ("C", 2), ("D", 1))
        for number in range(count)
    ]
    lanes = busiest(lanes_of(many), 3)
    assert [(lane.outlet, len(lane.dots), lane.outlets) for lane in lanes] == [
        ("B", 3, 1),
        ("C", 2, 1),
        ("2 others", 2, 2),
    ]
    assert [lane.outlet for lane in busiest(lanes_of(many), 4)] == ["A", "B", "C", "D"]


def test_a_telling_as_json_leaves_out_the_text():
    row = told("a").as_row()
    assert {"segment_id", "outlet", "at", "words", "copies", "revised_at"} <= set(row)
    assert "text" not in row
