"""Pages of the kinds that real life has, each with what an editor would make of it.

`pages/NAME.html` or `.txt` is the page, `pages/NAME.json` the truth. Of a story it tells the first words of the block
that `opens` it and, as far as it is no matter of taste: `slug`, `principals` (the first must be among the top two,
and both of these in the list), `place`, `date`. An `optional` story (the weather, a greeting) may stand alone or not.
`links` tells kinds of which one must lead from the first to the second of two stories (`between`), `serves` the story
that furniture belongs to.
"""

import pytest
from support.golden import FOLDER, detected_of, truth_of

from schemas.segments import LinkKind, SegmentKind

KNOWN_FAILURES = {
    ("broadcaster-glued", "principals"): "the agency that warns counts for more than the minister who flies in",
    ("evening-letter-rules", "slugs"): "a man named once is not prominent enough for a label",
    ("festival-toll-glued", "slugs"): "the second side is named only in the last sentences",
    ("marta-quiroga-obituary", "principals"): "Bach is named more often than the husband",
}


def blocks_of(detected):
    return detected.kept.extracted.blocks


def stories_of(detected):
    return [segment for segment in detected.segments if segment.kind is SegmentKind.STORY]


def block_that_opens(detected, words):
    (index,) = (block.index for block in blocks_of(detected) if block.text.startswith(words))
    return index


def pairs(name):
    """Pair every story of the truth with the detected story that holds its first block."""
    detected = detected_of(name)
    for told in truth_of(name)["stories"]:
        opening = block_that_opens(detected, told["opens"])
        (home,) = (segment for segment in detected.segments if opening in segment.blocks)
        yield told, home


def pairs_with(name, field):
    return [(told[field], home) for told, home in pairs(name) if field in told]


def listed(value):
    return value if isinstance(value, list) else [value]


def check_stories(name):
    detected = detected_of(name)
    told = truth_of(name)["stories"]
    openings = {block_that_opens(detected, story["opens"]): story.get("optional", False) for story in told}
    first, *others = (segment.blocks[0] for segment in stories_of(detected))
    # A title or a greeting may stand before the first story and belongs to it.
    assert first <= min(openings)
    found = {min(openings), *others}
    shown = [blocks_of(detected)[block].text[:60] for block in sorted(found ^ set(openings))]
    assert {block for block, optional in openings.items() if not optional} <= found <= set(openings), shown


def check_homes(name):
    detected = detected_of(name)
    text = detected.kept.extracted.text
    homes = sorted(block for segment in detected.segments for block in segment.blocks)
    assert homes == list(range(len(blocks_of(detected))))
    assert text == "\n\n".join(text[block.start : block.end] for block in blocks_of(detected))
    assert all(text[block.start : block.end] == block.text for block in blocks_of(detected))
    stories = {segment.index for segment in stories_of(detected)}
    assert all(segment.serves in stories for segment in detected.segments if segment.kind is not SegmentKind.STORY)


def check_slugs(name):
    wrong = [(home.slug, slugs) for slugs, home in pairs_with(name, "slug") if home.slug not in slugs]
    assert not wrong


def check_principals(name):
    wrong = []
    for names, home in pairs_with(name, "principals"):
        top = [{principal.name, *principal.aliases} for principal in home.principals[:2]]
        main = any(names[0] in forms for forms in top)
        if not (main and all(forms & set(names) for forms in top)):
            wrong.append(([principal.name for principal in home.principals], names))
    assert not wrong


def check_places(name):
    wrong = [(home.place, places) for places, home in pairs_with(name, "place") if home.place not in listed(places)]
    assert not wrong


def check_dates(name):
    wrong = [(str(home.date), days) for days, home in pairs_with(name, "date") if str(home.date) not in listed(days)]
    assert not wrong


def check_links(name):
    homes = [home.index for _, home in pairs(name)]
    links = {(link.source, link.target): set() for link in detected_of(name).links}
    for link in detected_of(name).links:
        links[link.source, link.target].add(link.kind)
    for told in truth_of(name).get("links", []):
        source, target = (homes[number] for number in told["between"])
        found = links.get((source, target), set())
        assert found & set(told["kinds"]), (found, told)
    if len(truth_of(name)["stories"]) == 1:
        assert not [link for link in detected_of(name).links if link.kind is LinkKind.CONTRADICTS]


def check_serves(name):
    detected = detected_of(name)
    homes = [home.index for _, home in pairs(name)]
    wrong = []
    for words, number in truth_of(name).get("serves", {}).items():
        block = block_that_opens(detected, words)
        (segment,) = (segment for segment in detected.segments if block in segment.blocks)
        if homes[number] not in (segment.index, segment.serves):
            wrong.append((words, segment.kind, segment.serves))
    assert not wrong


CHECKS = {
    check.__name__.removeprefix("check_"): check
    for check in (
        check_stories,
        check_homes,
        check_slugs,
        check_principals,
        check_places,
        check_dates,
        check_links,
        check_serves,
    )
}
FIELDS = {"slugs": "slug", "principals": "principals", "places": "place", "dates": "date"}
ALWAYS = frozenset({"stories", "homes", "links"})


def is_told(name, check):
    truth = truth_of(name)
    return check in ALWAYS | set(truth) or any(FIELDS.get(check) in story for story in truth["stories"])


def cases():
    for path in sorted(FOLDER.glob("*.json")):
        for check in CHECKS:
            if is_told(path.stem, check):
                reason = KNOWN_FAILURES.get((path.stem, check))
                marks = [pytest.mark.xfail(strict=True, raises=AssertionError, reason=reason)] if reason else []
                yield pytest.param(path.stem, check, id=f"{path.stem}-{check}", marks=marks)


@pytest.mark.parametrize(("name", "check"), list(cases()))
def test_the_page_is_read_as_an_editor_reads_it(name, check):
    CHECKS[check](name)


def test_the_pages_are_varied():
    stories = [len(truth_of(path.stem)["stories"]) for path in FOLDER.glob("*.json")]
    assert sum(count == 1 for count in stories) >= 12
    assert sum(count > 1 for count in stories) >= 12
