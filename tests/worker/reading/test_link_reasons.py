"""Every feature of the judge of pairs is told in words."""

from tasks.link_stories.judge import load_meaning_model, load_model
from worker.reading.link_reasons import LINKS


def test_every_feature_has_a_phrase_and_no_phrase_is_left_over():
    meanings = load_meaning_model()
    asked = {*load_model().first.features, *meanings.first.features, *meanings.across.features}
    assert set(LINKS) == asked
