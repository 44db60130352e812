import pytest
from hypothesis import given
from hypothesis import strategies as st

from schemas.blocks import Block, BlockKind
from tasks.shared.shingles import MOST_WORDS, body_blocks, running_blocks, shingles, words_of
from tasks.shared.sketch import LEAST, LIMIT, MOST, estimate, sketch, sketch_of


def block(text, kind=BlockKind.PARAGRAPH, level=None):
    return Block(index=0, kind=kind, text=text, start=0, end=len(text), level=level)


def told(*texts):
    return words_of([block(text) for text in texts])


@pytest.mark.parametrize(
    "other",
    ["“It’s  done”, SHE said – twice.", '"It\'s done," she said -- twice', "it's done she\nsaid (twice)"],
)
def test_typography_and_marks_do_not_tell_words_apart(other):
    assert told(other) == [b"its", b"done", b"she", b"said", b"twice"]


def test_borders_of_paragraphs_do_not_count():
    assert told("One two", "three four") == told("One two three", "four")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Élysée Palace", ["élysée", "palace"]),
        ("re-elected 1,200 times", ["re", "elected", "1", "200", "times"]),
        ("東京で会談", ["東京", "京で", "会談"]),
        ("snake_case", ["snake", "case"]),
        ("", []),
    ],
)
def test_words_of_any_script(text, words):
    found = [word.decode() for word in told(text)]
    assert found == words or (text.startswith("東") and set(words[:1]) <= set(found))


def test_the_words_of_an_ascii_text_are_those_it_has_beside_other_signs():
    assert told("Don't re-elect them, é") == [*told("Don't re-elect them,"), "é".encode()]


def test_a_shingle_stands_for_three_words_in_order():
    one, two = shingles([b"a", b"b", b"c", b"d"]), shingles([b"b", b"c", b"d"])
    assert len(one) == 2
    assert one[1:] == two
    assert shingles([b"c", b"b", b"d"]) != two


def test_a_text_of_one_or_two_words_is_one_shingle_and_none_is_none():
    assert len(shingles([b"a"])) == len(shingles([b"a", b"b"])) == 1
    assert shingles([]) == []


def test_shingles_stay_what_they_are():
    # The database keeps them: if this changes, SKETCH_VERSION must.
    assert shingles([b"the", b"river", b"rose"]) == [8453830585722036044]


def test_headline_contents_and_what_stands_beside_the_text_are_left_out():
    page = [
        block("Headline", BlockKind.HEADING, 1),
        block("In this article", BlockKind.CONTENTS),
        block("A crossing head", BlockKind.HEADING, 2),
        block("The text."),
        block("A caption.", BlockKind.FIGURE),
        block("A post.", BlockKind.EMBED),
    ]
    assert [each.text for each in body_blocks(page)] == ["A crossing head", "The text.", "A caption.", "A post."]
    assert [each.text for each in running_blocks(page)] == ["A crossing head", "The text."]
    assert running_blocks(page[4:]) == page[4:]
    assert running_blocks(page[:1]) == page[:1]


def test_a_giant_is_read_up_to_a_bound():
    assert len(told("word " * 500_000)) == MOST_WORDS
    assert len(sketch_of([block(" ".join(f"w{n}" for n in range(100_000)))])) == MOST


def numbers(count, seed=7):
    value = seed
    for _ in range(count):
        value = (value * 6364136223846793005 + 1442695040888963407) % (1 << 64)
        yield value - (1 << 63)


def test_a_long_text_keeps_the_lowest_hashes_and_a_short_one_its_smallest():
    many = set(numbers(2000))
    assert sketch(many) == tuple(sorted(value for value in many if value < LIMIT))
    assert sketch(sorted(many)[-40:]) == tuple(sorted(many)[-40:][:LEAST])
    assert len(sketch(numbers(3))) == 3
    assert sketch([]) == ()


def test_the_estimate_is_that_of_containment():
    many = list(numbers(4000))
    whole, half = sketch(many), sketch(many[:2000])
    assert estimate(whole, whole) == 1
    assert estimate(whole, half) == estimate(half, whole) == 1
    assert estimate(half, sketch(numbers(2000, seed=9))) == 0
    assert estimate((), whole) == 0
    # A short text's few hashes may all lie above what a long one keeps: nothing is known, and nothing breaks.
    assert estimate([5], [1, 2, 3]) == 0


@given(st.text())
def test_any_text_has_words_and_a_sketch(text):
    page = [block(text)]
    assert len(sketch_of(page)) <= LEAST or len(words_of(page)) > LEAST
    assert all(-(1 << 63) <= value < 1 << 63 for value in sketch_of(page))
