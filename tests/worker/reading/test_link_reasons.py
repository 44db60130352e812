"""Every feature of the judge of pairs is told in words."""

from tasks.link_stories.judge import load_model
from worker.reading.link_reasons import LINKS


def test_every_feature_has_a_phrase_and_no_phrase_is_left_over():
    assert set(LINKS) == set(load_model().first.features)
