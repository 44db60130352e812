"""The features of links in words, for people who ask why two segments are linked."""

from collections.abc import Mapping, Sequence
from typing import Any

from worker.reading.reasons import Reason, in_words

LINKS = {
    "bias": "what any two candidates start from",
    "words": "how much of their telling words they share",
    "terms": "how much of their telling words they share",
    "lead": "how much the openings of both share",
    "headline": "how much the headlines share",
    "title": "how much the headlines share",
    "rare": "rare words that both have",
    "people": "how many of the chief people of one the other tells of",
    "principals": "how many of the chief people of one the other tells of",
    "organisations": "the organisations that both tell of",
    "names": "how many proper names they share",
    "strangers": "both name several people, and none in common",
    "twins": "the chief people of neither matter to the other",
    "namesakes": "their chief people bear one family name and are others",
    "veto": "their chief people cannot be the same",
    "place": "whether they report from one place",
    "places": "the places that both tell of",
    "date": "whether they report one day",
    "day": "whether they report one day",
    "days": "how many days lie between the two reports",
    "hours": "how many hours lie between the two reports",
    "numbers": "numbers that both tell",
    "figures": "numbers that both tell",
    "event": "whether the same kind of thing happens",
    "verbs": "whether the same is done",
    "quotes": "quotations that both carry",
    "length": "how long the shorter of the two is",
    "copies": "how much of the text is the same",
    "containment": "how much of the shorter text the longer has",
    "jaccard": "how much of both texts together is the same",
    "semantic": "how near their meanings are, by the sentence encoder",
    "outlet": "whether one outlet tells both",
}


def link_reasons(features: Sequence[Mapping[str, Any]]) -> list[Reason]:
    """Return what a link's score is made of, the strongest part first; unknown names are shown as they are."""
    return in_words(features, LINKS)
