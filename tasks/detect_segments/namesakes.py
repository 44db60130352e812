"""The words of a page with its namesakes told apart.

Two people of one family name on a page share that word, and what words share reads like one story that carries on.
Where both are told in full, the words of their names are therefore others for each of them.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from tasks.detect_segments.page import Passage
from tasks.shared.mentions import Mention
from tasks.shared.names import Name, hard_different
from tasks.shared.text import bare, stem

Bags = list[frozenset[str]]

_MOST_BEARERS = 8


def words_apart(passages: Sequence[Passage]) -> tuple[Bags, Bags]:
    """Return the terms and the proper names of every passage, the names of namesakes as words of their own.

    A bare surname means the nearest bearer told in full before it, the first on the page if there is none.
    """
    bearers = _namesakes(passages)
    terms, proper = [], []
    nearest = {family: names[0] for family, names in bearers.items()}
    for passage in passages:
        found = [m for m in passage.mentions if not m.body and m.name.family_key in bearers] if bearers else []
        said = _said(found, nearest)
        terms.append(_renamed(passage.terms, {stem(word): keys for word, keys in said.items()}))
        proper.append(_renamed(passage.proper, said))
    return terms, proper


def _namesakes(passages: Sequence[Passage]) -> dict[str, list[Name]]:
    """Return the first bearers of every family name that people bear who cannot be one."""
    known: defaultdict[str, dict[str, Name]] = defaultdict(dict)
    for passage in passages:
        for mention in passage.mentions:
            if mention.name.given and not mention.body and len(known[mention.name.family_key]) < _MOST_BEARERS:
                known[mention.name.family_key].setdefault(mention.name.key, mention.name)
    names = {family: list(bearers.values()) for family, bearers in known.items() if len(bearers) > 1}
    return {family: told for family, told in names.items() if any(hard_different(told[0], name) for name in told[1:])}


def _said(mentions: Sequence[Mention], nearest: dict[str, Name]) -> Mapping[str, set[str]]:
    """Return whom each word of their names means in a passage, by key; a full name is the `nearest` from then on."""
    said: defaultdict[str, set[str]] = defaultdict(set)
    for mention in mentions:
        family = mention.name.family_key
        if mention.name.given:
            nearest[family] = mention.name
        for word in bare(mention.name.text).split():
            said[word].add(nearest[family].key)
    return said


def _renamed(words: frozenset[str], said: Mapping[str, set[str]]) -> frozenset[str]:
    if words.isdisjoint(said):
        return words
    keys = {f"{word} {key}" for word, keys in said.items() if word in words for key in keys}
    return (words - said.keys()) | keys
