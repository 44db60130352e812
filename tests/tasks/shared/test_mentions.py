from hypothesis import given
from hypothesis import strategies as st

from tasks.shared.mentions import find_mentions


def people(*texts):
    return [[m.name.text for m in found if not m.body] for found in find_mentions(texts)]


def test_titles_and_countries_before_a_name_are_read_off_it():
    (lee, ishiba), (trump,) = find_mentions(
        [
            "South Korean President Lee Jae Myung met Japanese Prime Minister Shigeru Ishiba and others.",
            "And U.S. president Donald Trump wrote.",
        ]
    )
    assert (lee.name.text, lee.title, lee.country) == ("Lee Jae Myung", "President", "South Korea")
    assert (ishiba.name.text, ishiba.title, ishiba.country) == ("Shigeru Ishiba", "Prime Minister", "Japan")
    assert (trump.name.text, trump.title, trump.country) == ("Donald Trump", "President", "United States")


def test_a_former_title_stays_former():
    assert find_mentions(["They met former Prime Minister Shinzo Abe."])[0][0].title == "former Prime Minister"


def test_a_lower_case_name_after_a_title_is_found():
    assert people("An advisor to former Prime Minister shinzo abe spoke.") == [["Shinzo Abe"]]


def test_bare_surnames_are_found_once_the_page_has_told_the_name():
    assert people("Then Nikai’s plan was read.", "It was told by Toshihiro Nikai.") == [["Nikai"], ["Toshihiro Nikai"]]


def test_a_compound_names_two_people():
    texts = (
        "President Donald Trump wrote to Kim Jong-un.",
        "The trump-Kim summit was near, and Trump–Kim talks failed.",
    )
    assert people(*texts)[1] == ["Trump", "Kim", "Trump", "Kim"]


def test_places_months_and_headings_are_no_people():
    texts = (
        "Table of Contents",
        "Frequently Asked Questions",
        "South Korea and the White House talked in New York on Monday, August 4.",
        "Strengthening Regional Alliances",
    )
    assert people(*texts) == [[], [], [], []]


def test_organisations_are_bodies_not_people():
    (found,) = find_mentions(["The Liberal Democratic Party and the FBI disagreed."])
    assert [(m.name.text, m.body) for m in found] == [("Liberal Democratic Party", True), ("FBI", True)]


def test_a_sentence_opener_is_no_first_name():
    assert (
        people("Despite Karen Holt the vote passed. Yesterday Karen Holt left, despite it all.")[0]
        == ["Karen Holt"] * 2
    )


def test_a_headline_names_in_full_only_whom_the_page_tells_elsewhere():
    texts = ("Shigeru Ishiba Hails Rising Trade Hopes", "Prime Minister Ishiba Shigeru spoke of trade.")
    assert people(*texts) == [["Shigeru Ishiba"], ["Ishiba Shigeru"]]


@given(st.lists(st.text(max_size=120), max_size=6))
def test_no_text_breaks_the_search(texts):
    assert len(find_mentions(texts)) == len(texts)
