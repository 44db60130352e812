import pytest

from tasks.shared.names import family_key, hard_different, may_be_family, read_name, same_person


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("Lee Jae Myung", "Lee Jae-myong"),
        ("Lee Jae Myung", "Jae-myung Lee"),
        ("Lee Jaemyung", "Yi Jae-myeong"),
        ("Ri Jong Suk", "Lee Jong-seok"),
        ("Rhee Jung-ho", "Lee Jeong-ho"),
        ("Shigeru Ishiba", "Ishiba Shigeru"),
        ("Shinzō Abe", "shinzo abe"),
        ("Xi Jinping", "Xi Jin-ping"),
        ("José Muñoz", "Jose Munoz"),
        ("Donald J. Trump", "Donald Trump"),
        ("Robert S. Mueller III", "Robert Mueller"),
        ("Mike Pence", "Michael Pence"),
        ("Eric Allen Kirkpatrick", "Eric Kirkpatrick"),
    ],
)
def test_spellings_of_one_name(a, b):
    assert same_person(read_name(a), read_name(b))
    assert not hard_different(read_name(a), read_name(b))


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("Lee Jae Myung", "Lee Jong-seok"),
        ("Kim Jong-un", "Kim Jong-il"),
        ("Kim Jong Un", "Kim Yo Jong"),
        ("George Bush", "Jeb Bush"),
        ("Shinzo Abe", "Akie Abe"),
    ],
)
def test_same_family_name_and_another_given_name_are_two_people(a, b):
    assert hard_different(read_name(a), read_name(b))
    assert read_name(a).key != read_name(b).key


def test_a_bare_surname_is_neither_the_same_nor_different():
    bare, full = read_name("Lee"), read_name("Lee Jong-seok")
    assert not same_person(bare, full)
    assert not hard_different(bare, full)


@pytest.mark.parametrize(
    ("name", "family"),
    [
        ("Lee Jong-seok", "Lee"),
        ("Soo-Hyun Kim", "Kim"),
        ("Toshihiro Nikai", "Nikai"),
        ("Nikai Toshihiro", "Nikai"),
        ("Tsai Ing-wen", "Tsai"),
        ("Yoon Suk Yeol", "Yoon"),
        ("Lee Harvey Oswald", "Oswald"),
        ("Kim Kardashian", "Kardashian"),
        ("Bruce Lee", "Lee"),
        ("Ursula von der Leyen", "von der Leyen"),
        ("Mohammed bin Salman", "bin Salman"),
        ("Donald Trump Jr", "Trump"),
        ("Cher", "Cher"),
    ],
)
def test_the_family_name_stands_where_the_language_puts_it(name, family):
    assert read_name(name).family == family


def test_romanisations_of_a_family_name_share_a_key():
    assert {family_key(name) for name in ("Lee", "Yi", "Ri", "Rhee")} == {"lee"}


def test_short_words_are_no_family_names_by_themselves():
    assert may_be_family("abe")
    assert not may_be_family("so")


@pytest.mark.parametrize("text", ["", " ", "Jr", "-", "a" * 5000, "\u0301", "III Jr"])
def test_odd_names_do_not_break(text):
    assert len(read_name(text).text) <= 80
