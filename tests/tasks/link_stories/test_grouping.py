from itertools import permutations

from tasks.link_stories.grouping import MOST_KIN, Group, join_groups


def singles(names):
    return [Group([name], 1) for name in names]


def joined(groups, likelihoods, apart=(), least=0.4):
    return sorted(map(tuple, join_groups(groups, likelihoods, apart, least)))


def test_the_likeliest_pair_is_joined_first_and_the_rest_by_the_mean():
    pairs = {("a", "b"): 0.9, ("b", "c"): 0.7, ("a", "c"): 0.2}
    assert joined(singles("abc"), pairs) == [("a", "b", "c")]
    assert joined(singles("abc"), pairs | {("a", "c"): 0.0}) == [("a", "b"), ("c",)]


def test_a_pair_that_is_not_named_counts_as_nothing():
    assert joined(singles("abc"), {("a", "b"): 0.9, ("b", "c"): 0.7}) == [("a", "b"), ("c",)]


def test_members_that_the_graph_does_not_show_count_in_the_mean():
    story = Group(["a"], 3, fixed=True)
    assert joined([story, *singles("b")], {("a", "b"): 0.9}) == [("a",), ("b",)]
    assert joined([Group(["a"], 2, fixed=True), *singles("b")], {("a", "b"): 0.9}) == [("a", "b")]


def test_fixed_groups_take_others_in_but_are_not_joined():
    fixed = [Group(["a"], 1, fixed=True), Group(["b"], 1, fixed=True)]
    pairs = {("a", "b"): 0.9, ("a", "c"): 0.8, ("b", "c"): 0.7}
    assert joined([*fixed, *singles("c")], pairs) == [("a", "c"), ("b",)]


def test_what_is_ruled_apart_stays_apart_through_others():
    pairs = {("a", "b"): 0.9, ("b", "c"): 0.9, ("a", "c"): 0.9}
    assert joined(singles("abc"), pairs, apart=[("a", "c")]) == [("a", "b"), ("c",)]


def test_of_a_giant_group_as_many_kin_as_are_kept_do():
    crowd = [f"m{number:03}" for number in range(2 * MOST_KIN)]
    story = Group(crowd, len(crowd), fixed=True)
    likely = {(name, "z"): 0.9 for name in crowd[:MOST_KIN]}
    assert len(join_groups([story, *singles("z")], likely, (), 0.4)) == 1


def test_the_order_of_groups_and_pairs_does_not_matter():
    pairs = {("a", "b"): 0.5, ("b", "c"): 0.5, ("c", "d"): 0.5, ("a", "d"): 0.5}
    outcomes = {
        tuple(joined(singles(order), dict(sorted(pairs.items(), reverse=flip))))
        for order in permutations("abcd")
        for flip in (True, False)
    }
    assert len(outcomes) == 1
