"""What a name does in its sentence: it acts ("Lee met"), it is quoted ("Lee said"), or neither is seen."""

from collections.abc import Sequence
from enum import IntEnum

from tasks.shared.text import word_set
from tasks.shared.tokens import Token


class Part(IntEnum):
    """The part a name plays: none that shows, the subject of a verb, or the source of what is said."""

    NONE = 0
    ACTS = 1
    SAYS = 2


_SAYING = word_set(
    """
    said says say told tells added adds noted notes wrote writes explained explains argued argues acknowledged
    recalled continued testified replied responded stressed insisted remarked commented observed quipped tweeted
    """
)
_AUXILIARIES = word_set(
    """
    is was are were has had have will would could can may might should must did does do isn't wasn't didn't doesn't
    won't hasn't hadn't wouldn't never also then now
    """
)
# Verbs of the news that do not end in -ed; those that end in -s are told by their ending.
_IRREGULAR = word_set(
    """
    began beat became bought broke brought built came chose cut drew drove fell fought found fled gave got grew held
    hit kept knew led left lent let lost made met paid put quit ran read rose saw sent set shook shot spent spoke stood
    stole struck sued swept swore taught threw took thought understood went won withdrew
    """
)
_NO_VERB = word_set("as its this his us is news police others sales states talks officials relations was has does")
_SHORTEST = 4
_LOCATIVES = word_set("at behind beside in inside near opposite outside")
_PARTS_OF_BUILDINGS = word_set("building entrance front gates grounds lawn roof steps walls")
_AGES = range(5, 116)


def part_of(read: Sequence[Token], start: int, end: int) -> Part:
    """Return the part that the name at `read[start:end]` plays, by the words next to it."""
    if end < len(read) and read[end].joined and not read[end - 1].ends_run:
        word = read[end]
        if word.folded in _SAYING:
            return Part.SAYS
        if not word.capital and is_verb(word.folded):
            return Part.ACTS
    return Part.SAYS if start and read[start].joined and read[start - 1].folded in _SAYING else Part.NONE


def is_verb(word: str) -> bool:
    """Tell whether a folded word looks like a verb in the third person or the past."""
    if word in _AUXILIARIES or word in _IRREGULAR:
        return True
    return len(word) >= _SHORTEST and word.endswith(("ed", "s")) and not word.endswith("ss") and word not in _NO_VERB


def tells_age(read: Sequence[Token], at: int) -> bool:
    """Tell whether the word at `at` is an age after a comma: "Lorenz Hartmann, 67, of Garmisch"."""
    if at >= len(read) or read[at].joined or not read[at].text.isdecimal():
        return False
    return int(read[at].text[:4]) in _AGES and (at + 1 == len(read) or not read[at + 1].joined)


def is_setting(read: Sequence[Token], start: int) -> bool:
    """Tell whether what begins at `start` is where something happens: "at Bristol Crown Court", "on the roof of X"."""
    at = start - 1
    if at >= 0 and read[at].folded == "the":
        at -= 1
    if at < 0:
        return False
    return read[at].folded in _LOCATIVES or (
        read[at].folded == "of" and at > 0 and read[at - 1].folded in _PARTS_OF_BUILDINGS
    )
