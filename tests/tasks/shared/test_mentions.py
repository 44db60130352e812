import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasks.shared.mentions import find_mentions
from tasks.shared.parts import Part


def people(*texts):
    return [[m.name.text for m in found if not m.body] for found in find_mentions(texts)]


def bodies(*texts):
    return [[m.name.text for m in found if m.body] for found in find_mentions(texts)]


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


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("An advisor to former Prime Minister shinzo abe spoke.", ["Shinzo Abe"]),
        ("Secretary of State Rex Tillerson and Chief of Staff John Kelly left.", ["Rex Tillerson", "John Kelly"]),
        ("Deputy Chief of Staff Karl Rove left.", ["Karl Rove"]),
        ("The former mayor of Barranquilla, Ernesto Palacio, left.", ["Ernesto Palacio"]),
        ("The Prime Minister of Japan Ishiba Shigeru left.", ["Ishiba Shigeru"]),
        ("Named Maurice Cheeks as coach, they left.", ["Maurice Cheeks"]),
        ("A judge sentenced Brian Nichols Saturday to prison.", ["Brian Nichols"]),
        ("We asked Shanti Rao of Tasman Bank.", ["Shanti Rao"]),
        ("Mr. Comey left. Then Comey came back.", ["Comey", "Comey"]),
        ("The Bush administration left.", ["Bush"]),
        ("We heard Larry King and Martin Luther King Jr. there.", ["Larry King", "Martin Luther King Jr"]),
        ("Syria's Bashar al-Assad spoke; al-Assad left.", ["Bashar al-Assad", "al-Assad"]),
        ("They live in San Juan and at Fort Bragg near Goose Creek.", []),
        ("Enlarge this image Andrew Harnik/AP and more.", []),
        ("The Justice Ministry and the Police Department left.", []),
    ],
)
def test_who_is_a_person(text, names):
    assert people(text) == [names]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("The Liberal Democratic Party and the FBI disagreed.", ["Liberal Democratic Party", "FBI"]),
        ("Senate Democrats and House Republicans met at the White House.", ["Democrats", "Republicans", "White House"]),
        ("Then Republican senators and GOP leaders left.", ["Republicans", "Republicans"]),
        ("The Republican Party won the Senate.", ["Republicans", "Senate"]),
        ("The Democratic National Committee left.", ["Democratic National Committee"]),
        ("It is the Department of Health and Human Services.", ["Department of Health and Human Services"]),
        ("We saw the Chattanooga Lookouts and the Ohrid Strings play.", ["Lookouts", "Ohrid Strings"]),
        ("Norrvolt AB is a maker of batteries.", ["Norrvolt"]),
        ("FBI Director James Comey left the room.", []),
        ("A house by Random House in the U.S. on TV.", []),
    ],
)
def test_who_is_a_body(text, names):
    found = bodies(text)[0]
    assert [name for name in found if name not in {"Random House", "Lookouts"}] == [n for n in names if n != "Lookouts"]


def test_a_body_and_its_initials_are_one():
    (found,) = find_mentions(["The Environmental Protection Agency (EPA) left. Then the EPA came back, said the EPA."])
    assert {m.name.key for m in found} == {"agency environmental protection"}
    assert {m.name.text for m in found} == {"Environmental Protection Agency", "EPA"}


def test_a_word_used_as_a_name_three_times_is_a_body_if_it_acts_and_is_no_place():
    assert set(bodies("We like Zorblat. They said Zorblat sold it. Then Zorblat said so.")[0]) == {"Zorblat"}
    assert bodies("We live in Saltby. They said Saltby won. Then Saltby said so.") == [[]]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Three drivers of the delivery app Mapleview went to court on Wednesday.", ["Mapleview"]),
        ("The operator, Lounavoima, closed the reactor.", ["Lounavoima"]),
        ("Solvatec's chief executive resigned, and Mistral's board met.", ["Solvatec", "Mistral"]),
        (
            "A spokesman for Brixo gave no reason. Shares in Velmar fell, and Ostera shares rose.",
            ["Brixo", "Velmar", "Ostera"],
        ),
        ("Sorvino's brother came, and Mavis's children sang for Holbrook.", []),
        ("Shares in Japan fell, and the chairman of Lyon spoke.", []),
        ("The company said that the firm Nordlicht had the plans. A man was found in Nordlicht.", []),
        ("Anna Weber is the chief of Weber's board.", []),
    ],
)
def test_a_company_of_one_word_is_known_by_what_only_companies_have(text, names):
    assert bodies(text) == [names]


def test_a_town_that_a_council_or_a_police_is_named_after_is_no_body():
    promise = "Somebody promised Marlsea a bridge. By now Marlsea wants it, as Marlsea said, and Marlsea waits."
    assert bodies(promise) == [["Marlsea"] * 4]
    assert bodies(promise, "Marlsea Borough Council had no money.") == [[], ["Marlsea Borough Council"]]
    assert bodies(promise, "The Marlsea Police had no money.") == [[], ["Marlsea Police"]]
    assert bodies(promise, "The town of Marlsea had no money.") == [[], []]


def test_an_age_tells_somebody_in_full_who_opens_a_sentence():
    known = "Julia Hartmann runs the bank."
    assert people(known, "Orlo Hartmann, 67, of Garmisch reached the top.")[1:] == [["Orlo Hartmann"]]
    assert people(known, "Given Hartmann, the board is calm.")[1:] == [["Hartmann"]]


def test_a_country_is_a_body_where_it_acts_twice():
    assert bodies("North Korea said so. They left North Korea, and North Korea fired it.") == [["North Korea"] * 2]
    assert bodies("Turkey lies on a fault. They left Turkey.") == [[]]


def test_an_agency_in_a_dateline_is_no_body():
    assert bodies("LIMA (NP) - It shook. NP said so.", "CUZCO (NP) - It shook.") == [[], []]


def test_bare_surnames_are_found_once_the_page_has_told_the_name():
    assert people("Then Nikai’s plan was read.", "It was told by Toshihiro Nikai.") == [["Nikai"], ["Toshihiro Nikai"]]


def test_a_first_name_alone_is_somebody_when_only_one_bears_it():
    assert people("We met Hillary Clinton. Later Hillary left.") == [["Hillary Clinton", "Clinton"]]
    assert people("We met Hillary Clinton and Hillary Swank. Later Hillary left.") == [
        ["Hillary Clinton", "Hillary Swank"]
    ]


def test_a_sentence_opener_is_no_first_name():
    assert people("They met Vladimir Putin. Given Putin and his plans, they left.") == [["Vladimir Putin", "Putin"]]
    assert (
        people("Despite Karen Holt the vote passed. Yesterday Karen Holt left, despite it all.")[0]
        == ["Karen Holt"] * 2
    )


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
        "South Korea and its people talked in New York on Monday, August 4.",
        "Strengthening Regional Alliances",
    )
    assert people(*texts) == [[], [], [], []]


@pytest.mark.parametrize(
    ("headline", "text", "names"),
    [
        ("Shigeru Ishiba Hails Rising Trade Hopes", "Prime Minister Ishiba Shigeru spoke.", ["Shigeru Ishiba"]),
        ("Lindsay Lohan Checks Into Rehab", "The actress left.", ["Lindsay Lohan"]),
        ("Escape of Arthur Comeaux in Texas Shocks All", "Then Comeaux ran.", ["Arthur Comeaux"]),
        ("Strengthening Regional Alliances In Asia", "They spoke.", []),
    ],
)
def test_a_headline_names_only_whom_something_else_shows(headline, text, names):
    assert people(headline, text)[0] == names


def test_what_a_name_does_in_its_sentence():
    (found,) = find_mentions(["Anna Weber met Paul Okoro. Weber said so, and he told Okoro."])
    assert [m.part for m in found] == [Part.ACTS, Part.NONE, Part.SAYS, Part.SAYS]


@given(st.lists(st.text(max_size=120), max_size=6))
def test_no_text_breaks_the_search(texts):
    assert len(find_mentions(texts)) == len(texts)


WORDS = st.sampled_from(
    ["President", "Lee", "of", "the", "Department", "U.S.", "Republican", "senators", "FBI", "(EPA)", "John", "Kelly",
     "King", "Jr.", "House", "al-Assad", "Trump-Kim", "met", "said.", "In", "Saltby", "-", "'s", "and", "Mr.", "A/AP"]
)  # fmt: skip


@given(st.lists(st.lists(WORDS, max_size=14).map(" ".join), max_size=4))
def test_whatever_the_words_mentions_stand_in_order_inside_their_texts(texts):
    for text, found in zip(texts, find_mentions(texts), strict=True):
        assert [m.at for m in found] == sorted(m.at for m in found)
        assert all(0 <= m.at < len(text.split()) * 3 + 1 for m in found)
