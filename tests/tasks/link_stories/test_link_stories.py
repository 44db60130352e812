import datetime as dt
from itertools import permutations

import pytest
from support.facts import AT, Told, captured, detected

from schemas import ids
from schemas.events import StoredSegment
from schemas.segments import Evidence, LinkKind, PageLink, SegmentKind
from tasks.link_stories import link_stories
from tasks.link_stories.neighbourhood import Rules, Standing
from tasks.link_stories.profile import LONGEST_WORD, from_json, profile, segment_ids, to_json

URL = "https://news.example/a"
DAY = dt.timedelta(days=1)
TODAY = AT.date()
FLOOD = (
    "River Mondego flooded the old town of Coimbra on Saturday and 200 people left their homes by boat. "
    "Mayor Ana Lopes said the embankment at Choupal had given way at dawn."
)
RAIL = "Night trains return to Vienna next winter, the rail company said. Sleepers will run from Berlin and Paris."
LEE = ("Lee Jae Myung", "Shigeru Ishiba")


class Needs:
    """Stored segments that all are candidates; what was asked is kept."""

    def __init__(self, *stored, rules=None, encoder=None):
        self.stories = self.clock = self
        self.encoder = encoder
        self._stored = {name: (row, story) for name, row, story in stored}
        self._rules = rules or Rules()
        self.asked = []

    def near(self, keys, **window):
        self.asked.append((keys, window))
        return [row for row, _ in self._stored.values()]

    def of_article(self, article):
        return {
            name: from_json(row.profile).day for name, (row, _) in self._stored.items() if row.article_id == article
        }

    def around(self, segments):
        return []

    def standing(self, segments, between=None):
        first, last = between or (dt.date.min, dt.date.max)
        stored = [name for name in segments if name in self._stored]
        found = {name: Standing(from_json(self._stored[name][0].profile).day, self._stored[name][1]) for name in stored}
        return {name: told for name, told in found.items() if first <= told.day <= last}

    def sizes(self, stories, since, until):
        return {story: sum(own == story for _, own in self._stored.values()) for story in stories}

    def rules(self, segments, stories):
        return self._rules

    def now(self):
        return AT + DAY


def link(fact, *stored, **more):
    (linked,) = link_stories(fact, Needs(*stored, **more))
    return linked


def page(text=FLOOD, people=(), place="Coimbra", date=None, url=URL, **meta):
    return detected(url, Told(text, people, place, date, headline=text[:40]), **meta)


def stored(text=FLOOD, people=(), place="Coimbra", date=None, *, name="s1", story="story-1", day=TODAY, article=""):
    """What is stored of a segment that says `text`: (id, row, story)."""
    fact = page(text, people, place, date)
    told = profile(fact.segments[0], text, day)
    return name, StoredSegment(segment_id=name, article_id=article or f"article-{name}", profile=to_json(told)), story


def kinds(linked):
    return [str(each.kind) for each in linked.links]


def test_a_story_that_nobody_told_founds_one():
    linked = link(page())
    (place,) = linked.places
    assert place.story_id == ids.story_id(place.segment_id)
    assert place.day == TODAY
    assert linked.links == ()


def test_an_equal_report_of_the_same_day_joins_the_story():
    linked = link(page(), stored())
    assert kinds(linked) == ["same_event"]
    assert linked.places[0].story_id == "story-1"
    evidence = linked.links[0].evidence
    assert "Coimbra" in evidence.shared
    assert {"words", "days"} <= {feature.name for feature in evidence.features}
    (likeness,) = linked.likenesses
    assert likeness.score > 0.9


def test_a_report_of_a_later_day_follows_up_and_says_when():
    linked = link(page(date=TODAY + 3 * DAY, published=AT + 3 * DAY), stored(date=TODAY))
    assert kinds(linked) == ["follow_up"]
    (conflict,) = linked.links[0].evidence.conflicts
    assert (conflict.field, conflict.source, conflict.target) == ("when", "2025-08-26", "2025-08-23")


def test_the_later_segment_is_the_source_whichever_came_in_first():
    name = segment_ids(page())[0]
    assert link(page(), stored(day=TODAY - DAY)).links[0].source == name
    assert link(page(), stored(day=TODAY + DAY)).links[0].target == name


def test_twin_events_whose_people_share_a_family_name_are_not_one():
    twin = stored(people=("Lee Jong-seok", "Toshihiro Nikai"))
    linked = link(page(people=LEE), twin)
    assert linked.links == ()
    assert linked.likenesses == ()
    assert linked.places[0].story_id != "story-1"


def test_what_has_nothing_in_common_is_not_linked():
    linked = link(page(), stored(RAIL, place="Vienna"))
    assert (linked.links, linked.likenesses) == ((), ())


def test_the_order_of_rows_does_not_matter():
    others = [stored(name=f"s{number}", story=f"story-{number}") for number in range(3)]
    others.append(stored(FLOOD.split(". ", maxsplit=1)[0], name="s9", story="story-9"))
    outcomes = [link(page(), *order) for order in permutations(others)]
    assert all(outcome == outcomes[0] for outcome in outcomes)


def test_reports_that_belong_together_leave_the_stories_they_were_in():
    linked = link(page(), stored(name="a", story="one"), stored(name="b", story="other"))
    stories = {linked.places[0].story_id, linked.moved.get("a", "one"), linked.moved.get("b", "other")}
    assert len(stories) == 1


def test_a_rule_keeps_two_reports_apart():
    (name,) = segment_ids(page())
    rules = Rules(apart=(tuple(sorted((name, "s1"))),))
    linked = link(page(), stored(), rules=rules)
    assert linked.places[0].story_id != "story-1"
    assert kinds(linked) == ["same_event"]


def test_a_rejected_pair_is_neither_linked_nor_joined():
    (name,) = segment_ids(page())
    linked = link(page(), stored(), rules=Rules(rejected=(tuple(sorted((name, "s1"))),)))
    assert linked.links == ()
    assert linked.places[0].story_id != "story-1"


def test_a_rule_joins_what_is_not_alike():
    (name,) = segment_ids(page())
    linked = link(page(), stored(), stored(RAIL, name="r", story="rail"), rules=Rules(together=((name, "s1"),)))
    assert linked.places[0].story_id == "story-1"


def test_a_segment_that_has_a_story_keeps_it():
    (name,) = segment_ids(page())
    assert link(page(), stored(name=name, story="old", article=ids.article_id(URL))).places[0].story_id == "old"


def test_serving_segments_are_placed_but_not_linked():
    fact = detected(URL, Told(FLOOD), Told("About the river.", kind=SegmentKind.BACKGROUND))
    linked = link(fact, stored(place=None))
    assert [place.story_id is None for place in linked.places] == [False, True]
    assert (linked.places[1].keys, linked.places[1].profile) == ({}, None)


def test_links_inside_the_page_come_along_between_segment_ids():
    inside = PageLink(source=0, target=1, kind=LinkKind.CONTRADICTS, score=0.7, evidence=Evidence(shared=("tokyo",)))
    fact = detected(URL, Told(FLOOD), Told("Another thing."), links=(inside,))
    linked = link(fact)
    assert (linked.links[0].source, linked.links[0].target) == segment_ids(fact)
    assert linked.links[0].evidence == inside.evidence


def test_the_search_covers_eight_days_around_the_article_and_never_itself():
    needs = Needs()
    list(link_stories(page(people=LEE), needs))
    ((keys, window),) = needs.asked
    assert "mondego" in keys
    assert (window["since"], window["until"], window["day"]) == (TODAY - 8 * DAY, TODAY + 8 * DAY, TODAY)
    assert window["without"] == ids.article_id(URL)


def test_an_article_without_a_date_counts_from_now():
    assert link(page(published=None)).places[0].day == TODAY + DAY


def test_an_archived_article_without_a_date_counts_from_its_capture():
    assert link(captured(page(published=None), AT - 900 * DAY)).places[0].day == TODAY - 900 * DAY


def test_a_blob_makes_no_key():
    linked = link(page("A" * 5000 + " " + FLOOD))
    assert max(map(len, linked.places[0].keys)) <= LONGEST_WORD


@pytest.mark.parametrize("text", ["", "the of and", "2025 12"])
def test_a_segment_without_words_is_placed(text):
    assert link(page(text, place=None), stored()).places[0].story_id is not None


def test_ids_depend_on_the_article_and_the_text_alone():
    one = detected(URL, Told(FLOOD), Told("More."), title="A")
    two = detected(URL, Told("New lead."), Told(FLOOD), title="B")
    assert segment_ids(one)[0] == segment_ids(two)[1]
    assert segment_ids(detected("https://other.example/", Told(FLOOD)))[0] != segment_ids(one)[0]
    twice = segment_ids(detected(URL, Told(FLOOD), Told(FLOOD)))
    assert len(set(twice)) == 2
    assert twice[0] == segment_ids(one)[0]
