"""The cues of cuts and principals in words, for people who ask why."""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

CUTS = {
    "opens_page": "the page begins here",
    "additive": "what experience with other pages makes of the hand-made cues, taken together",
    "item_dateline": "the page is a round-up, and an item with a dateline of its own opens here",
    "item_heading": "the page is a round-up, and the heading of an item stands here",
    "item_run_in": "the page is a round-up, and an item opens here with words in bold",
    "item_rule": "the page is a round-up, and a line is drawn between its items here",
    # Words and names that do or do not cross the gap.
    "words_part": "few words of one side return on the other",
    "names_part": "few proper names of one side return on the other",
    "names_new": "the next blocks share no proper name with the last ones",
    "valley": "fewer words cross here than anywhere near",
    "deep_valley": "fewer words and names cross here than anywhere near",
    "new_words": "the opening is written in words that are new to the page",
    "new_words_2": "the first two blocks are written in words that are new to the page",
    "new_full": "the opening tells people in full for the first time",
    "new_full_lead": "it reads like the first sentence of a report, and tells people in full for the first time",
    "new_aged": "the opening tells the age of somebody new",
    "names_unheard": "the opening brings proper names that are new to the page",
    "names_heard": "the opening takes up proper names told before",
    "definite_known": "the opening speaks of “the …” that was told before",
    # Who acts.
    "newcomers": "people enter of whom nothing was told before",
    "told_again": "people who are known by now are told in full once more, as a new report does",
    "bare_surname": "surnames alone lean on full names told before",
    "other_bearer": "somebody enters who bears a known surname and is another person",
    # How the text after the gap opens, and how the text before it ends.
    "dateline": "it opens with a dateline",
    "full_date": "it opens with a full date",
    "lead_restart": "the first sentence says anew on which day it happened",
    "introduces": "it opens with “a …”: who or what comes is new",
    "leans_back": "it opens with a word that leans on what comes before",
    "opens_with_quote": "it opens inside a quotation",
    "stamp": "a byline or a time stamp stands here",
    "titled": "it opens with somebody and his or her title",
    "under_stamp": "a byline or a time stamp stands right above",
    "closes_here": "it is a closing call itself",
    "caption": "it credits a picture",
    "closing_before": "a closing call ends the text before",
    # Headings.
    "headline": "it has the form of a headline",
    "under_headline": "a headline stands right above",
    "under_heading": "a heading stands right above: the cut belongs before that",
    "inside_section": "it lies inside a section",
    "section_heading": "it is the heading of a section, and names no event",
    "names_event": "its heading says what two people do",
    "listed_headline": "its heading is a headline, and an entry of the page's own list of contents",
    "after_questions": "questions and answers, as stand below a report, lie above this heading",
    "heading_pair": "two headings stand one upon the other",
    "heading_mismatch": "its heading names other people than its text",
    "heading_dateline": "a dateline stands under its heading",
    # Whose hand it is.
    "hand_quotes": "quotation marks are typed otherwise from here on",
    "hand_apostrophe": "apostrophes are typed otherwise from here on",
    "hand_other": "dashes, courtesy titles or spellings follow another house from here on",
    "hand_here": "the last use before and the first use after are typed otherwise",
    "hand_courtesy": "“Mr.” and “Ms.” come or go here",
    "hand_size": "paragraphs grow longer or shorter here",
    "hand_sentence": "sentences grow longer or shorter here",
    # Room.
    "short_side": "one side is too short to judge by",
    "room": "both sides are long enough to be stories",
    "lead_rank": "other blocks of the page read more like the opening of a report",
    "lead_short_of": "how much less it reads like an opening than the page's best",
    # Serving segments.
    "kind_background": "it gives lasting context and reports nothing",
    "kind_faq": "it is questions and answers",
    "kind_table": "it is a table",
    "kind_boilerplate": "it is the page's furniture: contents, calls, credits",
}
PEOPLE = {
    "mentions": "how often the segment names them",
    "headline": "the headline names them",
    "heading": "a heading inside the segment names them",
    "early": "they are named early",
    "lead": "one of the first three paragraphs names them",
    "acts": "they act, rather than being spoken of",
    "agent": "they are a side of the main event",
    "side": "they are told outright as a side of the main event",
    "says": "they are mostly quoted",
    "unsure": "it is not sure that this is a person's name",
    "body": "it is an organisation",
    "thing": "it is a single word that may be a thing",
    "medium": "it is a news outlet",
    "setting": "it is only where something happens",
}
_PLACES = {
    "before": "the last block before",
    "before_2": "the last block but one before",
    "here": "the block it opens with",
    "after": "the second block",
    "after_2": "the third block",
}
_SHAPES = {
    "lead": "how much {} reads like the opening of a report",
    "size": "the length of {}",
    "first_size": "the length of the first sentence of {}",
    "sentences": "how many sentences {} has",
    "level": "whether {} is a heading, and of which level",
    "stop": "whether {} ends with a full stop",
    "digits": "the numbers at the start of {}",
    "quotes": "the quotation marks in {}",
    "pronouns": "the pronouns at the start of {}",
    "capitals": "words in capitals at the start of {}",
    "proper": "the proper names in {}",
    "full": "the full names in the first sentence of {}",
    "bare": "the bare surnames in the first sentence of {}",
}
_BONDS = {
    "across": "{}: how much {} blocks on either side share",
    "known": "{}: how much of the first blocks was told before",
    "pull": "{}: whether the first blocks are nearer to what comes before than to what follows",
    "push": "{}: whether the last blocks are nearer to what follows than to what comes before",
    "side": "{}: how much the two whole sides share",
}
_CENTRAL = {
    "central": "{}: whether {} sums up what follows rather than what stands before",
    "ratio": "{}: which share of what binds {} to either side binds it to what follows",
    "back": "{}: how much of {} is told on the side before",
    "ahead": "{}: how much of {} is told on the side after",
}
_RELATIVE = {"_z": ", against the rest of the page", "_dip": ", against its neighbours"}
_BOND = re.compile(r"(words|names)_(across|known|pull|push|side)(?:_(\w+))?")
_MIDDLE = re.compile(rf"(words|names)_({'|'.join(_CENTRAL)})_({'|'.join(_PLACES)})")
_SHAPE = re.compile(rf"({'|'.join(_SHAPES)})_({'|'.join(_PLACES)})")


class Reason(NamedTuple):
    """One reason: what it added to the decision, the cue in words, and what was seen on the page."""

    weight: float
    phrase: str
    detail: str


def cut_reasons(cues: Sequence[Mapping[str, Any]]) -> list[Reason]:
    """Return why a segment starts where it does, the strongest reason first."""
    return _sorted((cue, cut_phrase(cue["name"])) for cue in cues)


def principal_reasons(cues: Sequence[Mapping[str, Any]]) -> list[Reason]:
    """Return why somebody is a principal, the strongest reason first."""
    return in_words(cues, PEOPLE)


def in_words(cues: Sequence[Mapping[str, Any]], phrases: Mapping[str, str]) -> list[Reason]:
    """Return cues by a table of phrases, the strongest first; a name that is not in it as it is."""
    return _sorted((cue, phrases.get(cue["name"]) or _plain(cue["name"])) for cue in cues)


def _sorted(cues: Iterable[tuple[Mapping[str, Any], str]]) -> list[Reason]:
    reasons = [Reason(cue["weight"], phrase, cue.get("detail", "")) for cue, phrase in cues]
    return sorted(reasons, key=lambda reason: -abs(reason.weight))


def cut_phrase(name: str) -> str:
    """Return the cue called `name` in words; a name that is unknown (an older or newer model's) as it is."""
    return CUTS.get(name) or _learned(name) or _plain(name)


def _learned(name: str) -> str:
    """Return the words for one of the numbers that the learned trees look at."""
    ending = next((ending for ending in _RELATIVE if name.endswith(ending)), "")
    base, relative = name.removesuffix(ending), _RELATIVE.get(ending, "")
    if match := _SHAPE.fullmatch(base):
        return _SHAPES[match[1]].format(_PLACES[match[2]]) + relative
    if match := _MIDDLE.fullmatch(base):
        return _CENTRAL[match[2]].format(match[1], _PLACES[match[3]]) + relative
    if match := _BOND.fullmatch(base):
        return _BONDS[match[2]].format(match[1], match[3]) + relative
    return ""


def _plain(name: str) -> str:
    return name.replace("_", " ")
