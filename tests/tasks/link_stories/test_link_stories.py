import datetime as dt
from itertools import permutations

import pytest
from support.facts import AT, Told, detected

from schemas import ids
from schemas.events import StoredSegment
from schemas.segments import Evidence, LinkKind, PageLink, SegmentKind
from tasks.link_stories import link_stories
from tasks.link_stories.profile import KEY_LENGTH, profile, segment_ids

URL = "https://news.example/a"
DAY = dt.timedelta(days=1)
FLOOD = "River Mondego flooded the old town of Coimbra and two hundred people left their homes by boat"
LEE = ("lee jae myung", "shigeru ishiba")


class Needs:
    """Stored segments that all are candidates; what was asked is kept."""

    def __init__(self, *stored, stories=None):
        self.stories = self.clock = self
        self._stored, self._stories = stored, stories or {}
        self.asked = []

    def near(self, keys, **window):
        self.asked.append((keys, window))
        return self._stored

    def story_of(self, names):
        return {name: story for name, story in self._stories.items() if name in names}

    def now(self):
        return AT + DAY


def link(fact, *stored, **more):
    (linked,) = link_stories(fact, Needs(*stored, **more))
    return linked


def page(text=FLOOD, people=(), place="Coimbra", date=None, url=URL, **meta):
    return detected(url, Told(text, people, place, date, headline=text[:40]), **meta)


def stored(text=FLOOD, people=(), place="Coimbra", date=None, *, name="s1", story="story-1", sha="other"):
    """What is stored of a segment that says `text`."""
    fact = page(text, people, place, date)
    mine = profile(fact, fact.segments[0], AT)
    return StoredSegment(
        segment_id=name,
        article_id=f"article-{name}",
        story_id=story,
        slug="Slug",
        headline=text[:40],
        content_sha=sha,
        at=AT,
        people=mine.people,
        names=mine.names,
        terms=mine.terms,
        place=place,
        date=date,
    )


def kinds(linked):
    return [str(each.kind) for each in linked.links]


def test_a_story_that_nobody_told_founds_one():
    linked = link(page())
    (place,) = linked.places
    assert place.story_id == ids.story_id(place.segment_id)
    assert place.at == AT
    assert linked.links == ()


def test_an_equal_report_of_the_same_day_joins_the_story():
    linked = link(page(), stored())
    assert kinds(linked) == ["same_event"]
    assert linked.places[0].story_id == "story-1"
    assert "Coimbra" in linked.links[0].evidence.shared


def test_a_report_of_a_later_day_follows_up_and_says_when():
    linked = link(page(date=AT.date() + 3 * DAY), stored(date=AT.date()))
    assert kinds(linked) == ["follow_up"]
    (conflict,) = linked.links[0].evidence.conflicts
    assert (conflict.field, conflict.source, conflict.target) == ("when", "2025-08-26", "2025-08-23")
    assert linked.places[0].story_id == "story-1"


def test_equal_text_is_a_duplicate():
    fact = page()
    linked = link(fact, stored(sha=fact.kept.content_sha))
    assert kinds(linked) == ["duplicate"]
    assert linked.links[0].score == 1


def test_another_story_of_an_article_with_equal_text_is_no_duplicate():
    fact = page()
    assert (
        link(fact, stored("Night trains return to Vienna next winter", place="Vienna", sha=fact.kept.content_sha)).links
        == ()
    )


def test_twin_events_whose_people_share_a_family_name_are_not_one():
    twin = stored(people=("toshihiro nikai", "lee jong seok"))
    linked = link(page(people=LEE), twin)
    assert linked.links == ()
    assert linked.places[0].story_id != "story-1"


def test_people_in_common_carry_a_link_that_words_alone_do_not():
    other = "A state visit brought the two leaders together for talks over security"
    words = "President and prime minister dined at the palace and spoke of trade over security"
    assert kinds(link(page(words, LEE, "Tokyo"), stored(other, LEE, "Tokyo"))) != []
    assert link(page(words, (), "Tokyo"), stored(other, (), "Tokyo")).links == ()


def test_what_has_nothing_in_common_is_not_linked():
    assert link(page(), stored("Night trains return to Vienna next winter", place="Vienna")).links == ()


def test_the_order_of_rows_does_not_matter():
    others = [stored(name=f"s{number}", story=f"story-{number}") for number in range(3)]
    others.append(stored(FLOOD.split(" and ", maxsplit=1)[0], name="s9", story="story-9"))
    outcomes = [link(page(), *order) for order in permutations(others)]
    assert all(outcome == outcomes[0] for outcome in outcomes)


def test_the_strongest_relation_chooses_the_story():
    weaker = stored(" ".join(FLOOD.split()[:9] + ["elsewhere"] * 9), name="a", story="weak")
    assert link(page(), weaker, stored(name="z", story="strong")).places[0].story_id == "strong"


def test_a_segment_that_has_a_story_keeps_it():
    fact = page()
    (name,) = segment_ids(fact)
    assert link(fact, stored(), stories={name: "old"}).places[0].story_id == "old"


def test_a_long_running_story_gives_a_few_links():
    assert len(link(page(), *(stored(name=f"s{number:03}") for number in range(100))).links) == 8


def test_serving_segments_are_placed_but_not_linked():
    fact = detected(URL, Told(FLOOD), Told("About the river.", kind=SegmentKind.BACKGROUND))
    linked = link(fact, stored(place=None))
    assert [place.story_id is None for place in linked.places] == [False, True]
    assert linked.places[1].keys == ()


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
    assert keys[:3] == ("person:lee jae myung", "person:shigeru ishiba", "place:coimbra")
    assert (window["since"], window["until"]) == (AT - 8 * DAY, AT + 8 * DAY)
    assert window["without"] == ids.article_id(URL)


def test_an_article_without_a_date_counts_from_now():
    assert link(page(published=None)).places[0].at == AT + DAY


def test_a_blob_makes_no_key_that_an_index_refuses():
    linked = link(page("A" * 5000 + " " + FLOOD))
    assert max(map(len, linked.places[0].keys)) == KEY_LENGTH


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
