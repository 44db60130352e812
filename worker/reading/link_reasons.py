"""The features of links in words, for people who ask why two segments are linked."""

from collections.abc import Mapping, Sequence
from typing import Any

from worker.reading.reasons import Reason, in_words

LINKS = {
    "words": "how much of their telling words they share",
    "proper_words": "how many proper names they share",
    "lead_names": "how many names of the opening they share",
    "leads": "how much the openings of both share",
    "lead_in_text": "how much of one's opening is in the other's text",
    "lead_in_text_least": "how much of either's opening is in the other's text",
    "title_word": "how rare the rarest word is that both headlines have",
    "people": "how much they tell of the same people and bodies",
    "chief_people": "how many of the chief people of one the other tells of",
    "place": "whether they report from one place",
    "reported_days": "how many days lie between what they report",
    "days": "how many days lie between the two reports",
    "years": "the years that both name",
    "named_days": "the days of the month that both name",
    "weekdays": "the weekdays that both openings name",
    "counts_agree": "how many things both count alike",
    "counts_differ": "how many things both count and count differently",
    "meaning": "how near what they mean is, in whatever words",
    "figures": "the figures that the openings of both tell",
}


def link_reasons(features: Sequence[Mapping[str, Any]]) -> list[Reason]:
    """Return what a link's score is made of, the strongest part first; unknown names are shown as they are."""
    return in_words(features, LINKS)
