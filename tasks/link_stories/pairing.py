"""What two profiles have in common and where they differ, as numbers. Symmetric: (a, b) and (b, a) give the same.

The numbers are the features of the pair model (`judge.py`); `UNTOLD` stands where a side does not say.
"""

from collections.abc import Collection, Mapping

from tasks.link_stories.meaning import likeness_of_meaning
from tasks.link_stories.profile import Profile
from tasks.shared.rarity import rarity

UNTOLD = -1.0
# How many of a segment's people matter to it, and beyond how many days apart two reports count as far apart.
NOTED, FAR_DAYS = 3, 60


def pair_features(one: Profile, other: Profile) -> dict[str, float]:
    """Return the numbers by name. Cosines, overlaps and shares lie in 0..1, days are days."""
    led = sorted((cosine(one.lead, other.words), cosine(other.lead, one.words)))
    agree, differ = _counts(one.counts, other.counts)
    return {
        "words": cosine(one.words, other.words),
        "proper_words": cosine(one.proper, other.proper),
        "lead_names": cosine(one.lead_names, other.lead_names) if one.lead_names and other.lead_names else UNTOLD,
        "leads": cosine(one.lead, other.lead),
        "lead_in_text": led[1],
        "lead_in_text_least": led[0],
        "title_word": max((rarity(word) for word in set(one.title).intersection(other.title)), default=0.0),
        "people": _people(one.people, other.people),
        "chief_people": _chief(list(one.people), list(other.people)),
        "place": float(one.place == other.place) if one.place and other.place else UNTOLD,
        "reported_days": min(FAR_DAYS, abs((one.date - other.date).days)) if one.date and other.date else UNTOLD,
        "days": abs((one.day - other.day).days),
        "years": _overlap(one.years, other.years),
        "named_days": _overlap(one.month_days, other.month_days),
        "weekdays": _overlap(one.weekdays, other.weekdays),
        "counts_agree": agree,
        "counts_differ": differ,
        **_meaning(one, other),
    }


def cosine(one: Mapping[str, float], other: Mapping[str, float]) -> float:
    """Return the cosine of two unit vectors.

    The products are rounded to a millionth: so the sum is the same in whatever order they come.
    """
    return sum([int(one[word] * other[word] * 1e6) for word in one.keys() & other.keys()]) / 1e6


def _meaning(one: Profile, other: Profile) -> dict[str, float]:
    """Return the cosine of the meanings, the overlap of the figures, and whether both are in one language."""
    mine, theirs = one.meaning, other.meaning
    alike = likeness_of_meaning(mine, theirs) if mine and theirs else None
    if mine is None or theirs is None or alike is None:
        return {"meaning": UNTOLD, "figures": UNTOLD, "one_language": UNTOLD}
    told = mine.language and theirs.language
    # A cosine can be below 0, and -1 is taken: what points away from each other is not alike, however far.
    return {
        "meaning": max(0.0, alike),
        "figures": _overlap(mine.figures, theirs.figures),
        "one_language": float(mine.language == theirs.language) if told else UNTOLD,
    }


def _people(one: Mapping[str, int], other: Mapping[str, int]) -> float:
    """Return the cosine of the square roots of the mentions."""
    if not one or not other:
        return UNTOLD
    shared = sum((one[key] * other[key]) ** 0.5 for key in sorted(one.keys() & other.keys()))
    return float(round(shared / (sum(one.values()) * sum(other.values()) or 1) ** 0.5, 6))


def _chief(one: list[str], other: list[str]) -> float:
    """Return how many of the two chief people are among the first three of the other side: 0, 1 or 2."""
    if not one or not other:
        return UNTOLD
    return float(one[0] in other[:NOTED]) + float(other[0] in one[:NOTED])


def _overlap(one: Collection[str], other: Collection[str]) -> float:
    """Return the overlap coefficient (Szymkiewicz-Simpson): a brief against a long report is not punished."""
    if not one or not other:
        return UNTOLD
    return len(set(one) & set(other)) / min(len(one), len(other))


def _counts(one: Mapping[str, tuple[str, ...]], other: Mapping[str, tuple[str, ...]]) -> tuple[float, float]:
    """Return of how many things both tell the same number, and of how many only different ones."""
    both = one.keys() & other.keys()
    agree = sum(bool(set(one[unit]) & set(other[unit])) for unit in both)
    return float(agree), float(len(both) - agree)
