import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasks.shared.names import family_key, hard_different, may_be_family, read_name, same_person


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("Lee Jae Myung", "Lee Jae-myong"),
        ("Lee Jae Myung", "Jae-myung Lee"),
        ("Lee Jaemyung", "Yi Jae-myeong"),
        ("Ri Jong Suk", "Lee Jong-seok"),
        ("Rhee Jung-ho", "Lee Jeong-ho"),
        ("Rhee Chong-ho", "Lee Jung-ho"),
        ("Park Geun-hye", "Pak Kun-hye"),
        ("Park Geun-hye", "Bak Geunhye"),
        ("Choi Soon-sil", "Choe Sun-sil"),
        ("Moon Jae-in", "Mun Jae In"),
        ("Shigeru Ishiba", "Ishiba Shigeru"),
        ("Shigeru Ishiba", "ISHIBA Shigeru"),
        ("Shinzō Abe", "shinzo abe"),
        ("Taro Kono", "Tarou Kono"),
        ("Xi Jinping", "Xi Jin-ping"),
        ("Xi Jinping", "Jinping Xi"),
        ("Mao Zedong", "Mao Tse-tung"),
        ("Zhou Enlai", "Chou En-lai"),
        ("Deng Xiaoping", "Teng Hsiao-ping"),
        ("Cai Yingwen", "Tsai Ing-wen"),
        ("Nguyen Phu Trong", "Phu Trong Nguyen"),
        ("José Muñoz", "Jose Munoz"),
        ("Andrés Manuel López Obrador", "Andres Lopez Obrador"),
        ("Gabriel García Márquez", "GABRIEL GARCIA MARQUEZ"),
        ("Bashar al-Assad", "Bashar Assad"),
        ("Bashar al-Assad", "Bashar Al Assad"),
        ("Abdel Fattah el-Sisi", "Abdel Fattah al-Sisi"),
        ("Mohammed bin Salman", "Mohammad ibn Salman"),
        ("Ursula von der Leyen", "ursula Von Der Leyen"),
        ("Conan O'Brien", "Conan O’Brien"),
        ("Conan O'Brien", "Conan OBrien"),
        ("Volodymyr Zelensky", "Volodymyr Zelenskyy"),
        ("Volodymyr Zelensky", "Volodymyr Zelenskiy"),
        ("Dmitry Medvedev", "Dmitri Medvedyev"),
        ("Alexei Navalny", "Aleksei Navalnyy"),
        ("Sergey Sergeyev", "Sergei Sergeev"),
        ("Nikita Khrushchev", "Nikita Hruschev"),
        ("Donald J. Trump", "Donald Trump"),
        ("DONALD TRUMP", "Donald Trump"),
        ("Robert S. Mueller III", "Robert Mueller"),
        ("Mike Pence", "Michael Pence"),
        ("Eric Allen Kirkpatrick", "Eric Kirkpatrick"),
        ("J.D. Vance", "JD Vance"),
        ("J.D. Vance", "James David Vance"),
        ("Donald Trump Jr.", "Donald J. Trump Jr"),
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
        ("Park Geun-hye", "Park Chung-hee"),
        ("Xi Jinping", "Xi Zhongxun"),
        ("Li Qiang", "Li Keqiang"),
        ("George Bush", "Jeb Bush"),
        ("Shinzo Abe", "Akie Abe"),
        ("Bashar al-Assad", "Hafez al-Assad"),
        ("Alexei Navalny", "Yulia Navalny"),
        ("Boris Johnson", "Ron Johnson"),
        ("B. Johnson", "Ron Johnson"),
        ("J.D. Vance", "Cyrus Vance"),
    ],
)
def test_same_family_name_and_another_given_name_are_two_people(a, b):
    assert hard_different(read_name(a), read_name(b))
    assert read_name(a).key != read_name(b).key


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("Donald Trump", "Donald Trump Jr."),
        ("Robert Kennedy", "Robert F. Kennedy Jr."),
        ("B. Johnson", "Boris Johnson"),
        ("Lee", "Lee Jong-seok"),
        ("Martin Luther", "Martin Luther King"),
        ("Lee Harvey", "Lee Harvey Oswald"),
    ],
)
def test_who_may_be_one_is_neither_the_same_nor_different(a, b):
    assert not same_person(read_name(a), read_name(b))
    assert not hard_different(read_name(a), read_name(b))


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
        ("Bill de Blasio", "de Blasio"),
        ("Donald Trump Jr", "Trump"),
        ("Cher", "Cher"),
    ],
)
def test_the_family_name_stands_where_the_language_puts_it(name, family):
    assert read_name(name).family == family


@pytest.mark.parametrize(
    ("spellings", "key"),
    [
        (("Lee", "Yi", "Ri", "Rhee"), "lee"),
        (("al-Assad", "Assad", "al Assad"), "assad"),
        (("O'Brien", "O’Brien", "OBRIEN"), "obrien"),
    ],
)
def test_spellings_of_a_family_name_share_a_key(spellings, key):
    assert {family_key(name) for name in spellings} == {key}


def test_two_bodies_are_no_namesakes():
    assert not hard_different(read_name("Supreme Court"), read_name("Appeals Court"))
    assert hard_different(read_name("Liam Fox"), read_name("Vicente Fox"))


def test_short_words_are_no_family_names_by_themselves():
    assert may_be_family("abe")
    assert not may_be_family("so")


@pytest.mark.parametrize("text", ["", " ", "Jr", "-", "a" * 5000, "\u0301", "III Jr", "al-", "'", "J. J. J."])
def test_odd_names_do_not_break(text):
    assert len(read_name(text).text) <= 80


WORDS = st.sampled_from(
    ["Lee", "Kim", "Park", "Jae-myung", "Shigeru", "Ishiba", "al-Assad", "bin", "von", "O'Brien", "Zelenskyy", "J.D.",
     "W.", "Jr", "III", "Mao", "Tse-tung", "Donald", "Trump", "López", "Obrador", "Nguyen", "Müller", "MARIA", "Court"]
) | st.text(max_size=8)  # fmt: skip
NAMES = st.lists(WORDS, min_size=1, max_size=4).map(" ".join)


@given(NAMES, NAMES)
def test_being_one_or_two_people_is_mutual_and_never_both(a, b):
    one, other = read_name(a), read_name(b)
    assert same_person(one, other) == same_person(other, one)
    assert hard_different(one, other) == hard_different(other, one)
    assert not (same_person(one, other) and hard_different(one, other))
    assert same_person(one, one)


@given(
    st.sampled_from(["Lee", "Kim", "Park", "Choi"]), st.sampled_from(["Jae-myung", "Jong Seok", "Yeong-ho", "Sukyeol"])
)
def test_the_order_of_a_korean_name_does_not_matter(family, first):
    assert read_name(f"{family} {first}").key == read_name(f"{first.replace(' ', '-')} {family}").key


@given(st.sampled_from(["Ishiba", "Nikai", "Abe", "Kono"]), st.sampled_from(["Shigeru", "Toshihiro", "Shinzo", "Taro"]))
def test_the_order_of_a_japanese_name_does_not_matter(family, first):
    assert read_name(f"{family} {first}").key == read_name(f"{first} {family}").key


@given(st.sampled_from(["José Muñoz", "Lee Jae-myung", "Bashar al-Assad", "Conan O’Brien", "Robert S. Mueller III"]))
def test_case_does_not_matter(name):
    assert {read_name(name.upper()).key, read_name(name.lower()).key} == {read_name(name).key}
