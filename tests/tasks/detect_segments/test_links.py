import pytest

from schemas.blocks import ArticleMeta, Block, BlockKind, lay_out
from tasks.detect_segments.links import link_stories_of_page
from tasks.detect_segments.page import read_page
from tasks.detect_segments.seams import Gap
from tasks.detect_segments.serving import running
from tasks.detect_segments.stories import split_stories

DAM = (
    "COIMBRA, Portugal — A dam above the town of Coimbra broke on Monday and {} people were killed, the mayor said.",
    "Water from the dam tore two bridges from their piers and ran through the lower streets of Coimbra until noon.",
    "The dam had been inspected in spring. Engineers found no cracks in its wall, the district of Coimbra said.",
)
DAM_AGAIN = (
    "COIMBRA, Portugal (AP) — The breach of a dam above Coimbra killed {} people on Monday, the civil guard said.",
    "The water took two bridges of Coimbra with it. Streets along the river stood under mud on Monday evening.",
    "Engineers who inspected the dam in spring had found no cracks, said the district that owns the dam's wall.",
)
TALKS = (
    "Foreign Minister Anna Weber met the envoy Paul Okoro in {} on {} and they agreed on tolls for river barges.",
    "Weber said that the tolls would fall by half. Barges wait two days at the locks of the river now.",
    "Okoro thanked Weber for patience. The tolls had been in dispute since the locks were rebuilt, Okoro said.",
)
TALKS_AGAIN = (
    "Barges will pay less: Paul Okoro, an envoy, and Foreign Minister Anna Weber met in {} on {} about river tolls.",
    "Shippers welcomed the lower tolls. Freight on the river becomes cheaper, Okoro told Weber at the locks.",
    "Weber praised Okoro. The tolls for barges had been fought over for years, her ministry said.",
)
TRAM = (
    "MARIBOR, Slovenia — The city council of Maribor approved a tram line on Thursday, Mayor Vesna Zupan said.",
    "Opponents of the tram, led by the councillor Igor Kranjc, had asked for a longer bus lane to the station.",
    "Kranjc said that the tram would close shops along the line. Zupan said that passengers would pay as before.",
)


def links(*parts, headings=()):
    """Return the links between `parts` of one page, taken as cut, and the page's text."""
    drafts, starts = [], []
    for number, part in enumerate(parts):
        starts.append(len(drafts))
        if number < len(headings) and headings[number]:
            drafts.append(Block(index=0, kind=BlockKind.HEADING, text=headings[number], start=0, end=0, level=2))
        drafts += [Block(index=0, kind=BlockKind.PARAGRAPH, text=text, start=0, end=0) for text in part]
    text, blocks = lay_out(drafts)
    page = read_page(ArticleMeta(), blocks)
    stories = split_stories(page, running(page), [Gap(start, 2.0, ()) for start in starts[1:]])
    return list(link_stories_of_page(stories, range(len(stories)))), text


def told(part, *values):
    return (part[0].format(*values), *part[1:])


def only(found):
    (link,) = found[0]
    for conflict in link.evidence.conflicts:
        assert len(conflict.quotes) == 2
        assert all(quote and quote in found[1] for quote in conflict.quotes)
    return link


def test_two_tolls_of_one_event_contradict_each_other():
    link = only(links(told(DAM, "12"), told(DAM_AGAIN, "15")))
    assert link.kind == "contradicts"
    (conflict,) = link.evidence.conflicts
    assert (conflict.field, conflict.source, conflict.target) == ("how_many", "12 (dead)", "15 (dead)")
    assert "were killed" in conflict.quotes[0]
    assert "killed 15 people" in conflict.quotes[1]


@pytest.mark.parametrize(("one", "other"), [("12", "12"), ("twelve", "12"), ("at least 12", "15"), ("about 14", "15")])
def test_tolls_that_can_both_be_right_are_one_event(one, other):
    link = only(links(told(DAM, one), told(DAM_AGAIN, other)))
    assert (link.kind, link.evidence.conflicts) == ("same_event", ())


def test_what_two_reports_share_is_told():
    shared = only(links(told(DAM, "12"), told(DAM_AGAIN, "12"))).evidence.shared
    assert "place: Coimbra" in shared
    assert "word: dam" in shared


def test_two_places_of_one_meeting_contradict_each_other():
    link = only(links(told(TALKS, "Geneva", "4 March 2025"), told(TALKS_AGAIN, "Vienna", "4 March 2025")))
    (conflict,) = link.evidence.conflicts
    assert (link.kind, conflict.field, conflict.source, conflict.target) == ("contradicts", "where", "Geneva", "Vienna")


@pytest.mark.parametrize(("one", "other"), [("4 March 2025", "5 March 2025"), ("Monday", "Tuesday")])
def test_two_days_of_one_meeting_contradict_each_other(one, other):
    link = only(links(told(TALKS, "Geneva", one), told(TALKS_AGAIN, "Geneva", other)))
    assert (link.kind, [conflict.field for conflict in link.evidence.conflicts]) == ("contradicts", ["when"])


def test_a_second_meeting_contradicts_nothing():
    again = (
        "Anna Weber again met Paul Okoro in Vienna on 6 March 2025 about tolls for river barges.",
        *TALKS_AGAIN[1:],
    )
    link = only(links(told(TALKS, "Geneva", "4 March 2025"), again))
    assert (link.kind, link.source, link.target) == ("follow_up", 1, 0)


def test_a_story_of_the_same_people_long_before_is_background():
    link = only(links(told(TALKS, "Geneva", "4 March 2025"), told(TALKS_AGAIN, "Vienna", "9 May 2023")))
    assert (link.kind, link.source, link.target) == ("background", 1, 0)


def test_a_dateline_is_where_a_report_was_written_and_contradicts_nothing():
    one = (f"GENEVA (AP) — {TALKS[0].format('Geneva', '4 March 2025')}", *TALKS[1:])
    other = (f"BERLIN (dpa) — {TALKS_AGAIN[0].format('Geneva', '4 March 2025')}", *TALKS_AGAIN[1:])
    assert only(links(one, other)).kind == "same_event"


def test_a_man_who_goes_from_one_meeting_to_the_next_contradicts_nothing():
    second = (
        "In Geneva on 4 March 2025 Paul Okoro met the banker Ruth Adeyemi, who pays for the new locks.",
        "Adeyemi spoke of loans. Okoro said that the locks needed steel, and steel needed Adeyemi.",
        "The bank of Adeyemi holds half of the debt of the locks, Okoro said.",
    )
    found, _ = links(told(TALKS, "Geneva", "4 March 2025"), second)
    assert all(link.kind != "contradicts" for link in found)


def test_a_heading_that_names_the_people_of_another_story_contradicts_its_text():
    lepik = (
        "The Estonian envoy Toomas Lepik met Janis Ozols in Geneva on 4 March 2025 to speak about fishing rights.",
        "Lepik asked for longer nets. Ozols said that the cod was gone, whatever Lepik wished.",
    )
    found = links(
        told(TALKS, "Geneva", "4 March 2025"), lepik, headings=("River tolls fall", "Weber and Okoro meet in Geneva")
    )
    link = only(found)
    (conflict,) = link.evidence.conflicts
    assert (link.kind, conflict.field) == ("contradicts", "heading")
    assert (conflict.source, conflict.target) == ("Weber–Okoro", "Lepik–Ozols")
    assert conflict.quotes[0] == "Weber and Okoro meet in Geneva"


def test_a_story_told_twice_in_the_same_words_is_a_duplicate():
    assert only(links(TRAM, TRAM)).kind == "duplicate"
    assert only(links(TRAM, (*TRAM, *told(DAM, "two")))).kind == "near_duplicate"


def test_stories_of_different_matters_have_no_link():
    assert links(TRAM, told(DAM, "12"))[0] == []


def test_twins_are_not_taken_for_one_event():
    twin = "\n".join(told(DAM, "40"))
    for name, other in (("Coimbra", "Duluth"), ("COIMBRA", "DULUTH"), ("Portugal", "Minnesota")):
        twin = twin.replace(name, other)
    found, _ = links(told(DAM, "12"), twin.split("\n"))
    assert all(link.kind != "contradicts" for link in found)


@pytest.mark.parametrize("part", [told(DAM, "12"), told(TALKS, "Geneva", "Monday"), TRAM])
def test_the_halves_of_one_story_contradict_nothing(part):
    for cut in range(1, len(part)):
        found, _ = links(part[:cut], part[cut:])
        assert all(link.kind != "contradicts" for link in found)


def test_links_do_not_depend_on_the_order_of_parts():
    parts = [told(DAM, "12"), TRAM, told(DAM_AGAIN, "15"), told(TALKS, "Geneva", "Monday")]
    expected = {"contradicts"}
    for turned in (parts, parts[::-1], [*parts[2:], *parts[:2]]):
        found, _ = links(*turned)
        assert {str(link.kind) for link in found} == expected
        assert all(link.source < link.target for link in found)


def test_a_page_of_many_stories_is_linked_in_bounded_time():
    found, _ = links(*[told(DAM, str(number)) for number in range(2, 60)])
    assert len(found) <= 40 * 39 / 2
