import datetime as dt
from collections import Counter
from itertools import combinations

from schemas import ids
from schemas.events import Likeness
from tasks.link_stories.neighbourhood import Rules, Standing
from tasks.link_stories.placing import place

TODAY = dt.date(2025, 8, 23)
DAY = dt.timedelta(days=1)


class Stored:
    """Likenesses and stories that are stored; `days` are today's unless said otherwise."""

    def __init__(self, stories, likenesses=(), days=None, rules=None):
        self._stories, self._likenesses = stories, list(likenesses)
        self._days, self._rules = days or {}, rules or Rules()

    def around(self, segments):
        return [each for each in self._likenesses if each.left in segments or each.right in segments]

    def standing(self, segments, between=None):
        first, last = between or (dt.date.min, dt.date.max)
        days = {name: self._days.get(name, TODAY) for name in segments if name in self._stories}
        return {name: Standing(day, self._stories[name]) for name, day in days.items() if first <= day <= last}

    def sizes(self, stories, since, until):
        told = (name for name in self._stories if since <= self._days.get(name, TODAY) <= until)
        counts = Counter(self._stories[name] for name in told)
        return {story: counts[story] for story in stories if counts[story]}

    def rules(self, segments, stories):
        return self._rules


def clique(names, score=0.99):
    return [Likeness(*sorted(pair), score) for pair in combinations(names, 2)]


def like(name, others, score=0.99):
    return [Likeness(*sorted((name, other)), score) for other in others]


def test_a_story_keeps_the_id_that_most_of_its_members_had():
    stored = Stored({"a": "S", "b": "S", "c": "T"}, clique("abc"))
    placing = place({"n": TODAY}, like("n", "abc"), stored)
    assert set(placing.stories.values()) == {"S"}
    assert placing.moved == {"c": "S"}


def test_who_leaves_the_story_that_is_named_after_it_gets_another():
    own = ids.story_id("x")
    stored = Stored({"x": own, "a": own, "b": own}, clique("ab"))
    placing = place({"x": TODAY}, (), stored)
    assert placing.stories["x"] != own
    again = place({"x": TODAY}, (), Stored({"x": placing.stories["x"], "a": own, "b": own}, clique("ab")))
    assert again.moved == {}


def test_a_new_story_is_not_given_an_id_that_is_in_use_elsewhere():
    used = ids.story_id("n")
    assert place({"n": TODAY}, (), Stored({"far": used})).stories["n"] != used


def test_older_reports_stay_and_take_newcomers_in():
    days = dict.fromkeys("ab", TODAY - 5 * DAY)
    stored = Stored({"a": "S", "b": "T"}, clique("ab"), days)
    placing = place({"n": TODAY}, like("n", "ab"), stored)
    assert placing.moved == {}
    assert placing.stories["n"] in {"S", "T"}


def test_a_new_version_inherits_the_story_of_its_text():
    stored = Stored({"old": "S"})
    placing = place({"new": TODAY}, (), stored, gone=["old"], heirs={"new": "old"})
    assert placing.stories["new"] == "S"


def test_a_rule_on_the_former_version_holds_for_the_new_one():
    rules = Rules(apart=[("a", "old")])
    stored = Stored({"old": "S", "a": "T"}, rules=rules)
    placing = place({"new": TODAY}, like("new", "a"), stored, gone=["old"], heirs={"new": "old"})
    assert placing.stories["new"] != placing.stories["a"]


def test_a_further_report_of_a_giant_event_moves_nobody():
    crowd = [f"m{number:03}" for number in range(250)]
    stored = Stored(dict.fromkeys(crowd, "S"), clique(crowd, 0.9))
    placing = place({"n": TODAY}, like("n", crowd[:40]), stored)
    assert placing.freed == {"n"}
    assert placing.stories["n"] == "S"
    assert placing.moved == {}
