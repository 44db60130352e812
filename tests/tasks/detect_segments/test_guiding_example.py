import datetime as dt

import pytest

TITLE = "South Korea‘s Leader Prioritizes Japan Ties Before US Summit"


@pytest.fixture(params=[2, None], ids=["headings with level", "headings without level"])
def detected(pages, request):
    return pages.detect(pages.guiding(level=request.param), title=TITLE)


@pytest.fixture
def stories(pages, detected):
    return pages.stories(detected)


def blocks_of(detected, segment):
    return [detected.kept.extracted.blocks[index] for index in segment.blocks]


def serving(detected, kind):
    return [segment for segment in detected.segments if segment.kind == kind]


def principal(story, name):
    return next(person for person in story.principals if person.name == name)


def test_the_page_tells_exactly_two_stories(stories):
    assert [story.slug for story in stories] == ["Lee–Ishiba", "Nikai–Lee"]


def test_both_stories_happen_in_tokyo_on_one_day(stories):
    assert {(story.place, story.date) for story in stories} == {("Tokyo", dt.date(2025, 8, 23))}


def test_headlines_are_the_title_and_the_second_headline(stories):
    assert stories[0].headline == TITLE
    assert stories[1].headline.startswith("Ishiba and Lee Meet in Tokyo")


def test_the_second_story_opens_at_the_second_headline(detected, stories):
    assert blocks_of(detected, stories[1])[0].text.startswith("Ishiba and Lee Meet in Tokyo")


def test_the_first_story_knows_its_people(stories):
    lee = principal(stories[0], "Lee Jae Myung")
    assert (lee.role, lee.country) == ("President", "South Korea")
    assert "Lee Jae-myong" in lee.aliases
    ishiba = principal(stories[0], "Shigeru Ishiba")
    assert (ishiba.role, ishiba.country) == ("Prime Minister", "Japan")
    assert "Ishiba Shigeru" in ishiba.aliases


def test_the_second_story_knows_its_people(stories):
    assert [person.name for person in stories[1].principals[:2]] == ["Toshihiro Nikai", "Lee Jong-seok"]
    assert principal(stories[1], "Toshihiro Nikai").country == "Japan"
    assert principal(stories[1], "Shinzo Abe").role == "former Prime Minister"


def test_the_two_lees_are_two_people(stories):
    assert principal(stories[0], "Lee Jae Myung").key != principal(stories[1], "Lee Jong-seok").key
    assert not {person.name for person in stories[1].principals} & {"Lee Jae Myung", "Lee Jae-myong", "Lee"}


def test_every_block_has_one_home(detected):
    homes = sorted(index for segment in detected.segments for index in segment.blocks)
    assert homes == list(range(len(detected.kept.extracted.blocks)))


def test_serving_blocks_go_where_they_belong(detected, stories):
    (faq,) = serving(detected, "faq")
    (table,) = serving(detected, "table")
    (boilerplate,) = serving(detected, "boilerplate")
    assert {faq.serves, table.serves, boilerplate.serves} == {stories[0].index}
    assert blocks_of(detected, faq)[0].text == "Frequently Asked Questions"
    assert [str(block.kind) for block in blocks_of(detected, boilerplate)] == ["contents", "paragraph"]
    assert {segment.serves for segment in serving(detected, "background")} == {story.index for story in stories}


def test_quotes_and_callouts_stay_with_their_story(detected, stories):
    kinds = {str(block.kind) for block in blocks_of(detected, stories[0])}
    assert {"quote", "callout"} <= kinds


def test_the_stories_contradict_each_other_and_the_sentences_show_it(detected, stories):
    (link,) = detected.links
    assert (link.source, link.target, link.kind) == (stories[0].index, stories[1].index, "contradicts")
    assert 0.5 < link.score <= 1
    conflicts = {conflict.field: conflict for conflict in link.evidence.conflicts}
    assert (conflicts["heading"].source, conflicts["heading"].target) == ("Ishiba–Lee", "Nikai–Lee")
    assert conflicts["who"].source == "Lee Jae Myung and Shigeru Ishiba"
    assert conflicts["who"].target == "Toshihiro Nikai and Lee Jong-seok"
    text = detected.kept.extracted.text
    quotes = [quote for conflict in conflicts.values() for quote in conflict.quotes]
    assert len(quotes) == 4
    assert all(quote in text for quote in quotes)


def test_evidence_is_quoted_as_published(detected, stories):
    text = detected.kept.extracted.text
    evidence = [quote for story in stories for person in story.principals for quote in person.evidence]
    assert evidence
    assert all(quote and quote in text for quote in evidence)


def test_the_cut_explains_itself(stories):
    cues = {cue.name: cue.weight for cue in stories[1].cues}
    assert {"heading_mismatch", "other_bearer", "closing_before", "names_event"} <= {
        n for n, w in cues.items() if w > 0
    }
    assert 0.5 < stories[1].score <= 1


def test_the_same_revision_gives_the_same_segments(pages):
    first, second = (pages.detect(pages.guiding(), title=TITLE) for _ in range(2))
    assert first == second
