from tasks.detect_segments.leads import lead_score, lead_traits


def test_names_are_masked():
    traits = lead_traits("Mayor Vesna Zupan resigned on Monday.")
    assert {"Xx", "Xx resigned", "on monday", ". $"} <= set(traits)
    assert not any("zupan" in trait.casefold() for trait in traits)


def test_first_words_and_later_sentences_are_marked():
    traits = lead_traits("The tram stopped. It will run again in 2029.")
    assert {"^the", "^the tram", "^the tram stopped", "~9999", "~it"} <= set(traits)
    assert "9999" not in traits


def test_only_the_opening_is_read():
    assert lead_traits("word " * 100_000) == lead_traits(("word " * 1000)[:400])


def test_an_empty_block_has_the_score_of_the_bias():
    assert lead_score("", {"^the": 3.0}, -2.0) == -2.0


def test_the_score_is_the_sum_of_the_known_traits():
    assert lead_score("The tram stopped.", {"^the": 3.0, "tram": 0.5, "ship": 9.0}, -2.0) == 1.5
