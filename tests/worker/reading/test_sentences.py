from worker.reading.sentences import nearest_sentences

ONE = "It was a grey day. Rescuers found twelve people under the collapsed tower in Coimbra. The mayor spoke."
OTHER = "Schools stay shut. Under the collapsed tower of Coimbra, rescuers found four survivors. Buses run."


def test_the_pair_that_shares_most_is_found():
    pair = nearest_sentences(ONE, OTHER)
    assert pair.left == "Rescuers found twelve people under the collapsed tower in Coimbra."
    assert pair.right == "Under the collapsed tower of Coimbra, rescuers found four survivors."
    assert {"tower", "coimbra", "rescuer"} <= set(pair.shared)


def test_texts_that_share_no_two_words_have_none():
    assert nearest_sentences("The council voted.", "Ferries stay in port.") is None
    assert nearest_sentences("", ONE) is None


def test_it_does_not_depend_on_which_comes_first():
    there, back = nearest_sentences(ONE, OTHER), nearest_sentences(OTHER, ONE)
    assert (there.left, there.right, there.shared) == (back.right, back.left, back.shared)


def test_long_texts_are_read_in_bounds():
    flood = ". ".join(f"Water rose in street {number} of Coimbra" for number in range(20_000))
    assert nearest_sentences(flood, flood).left == nearest_sentences(flood, flood).right
    assert len(nearest_sentences("tower Coimbra " * 50_000, ONE).left) <= 600
