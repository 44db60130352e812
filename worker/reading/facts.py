"""Who told it first: each name, number and place of a story that others took up, or that somebody contradicts."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import islice

from tasks.shared.text import readable, sentences, words
from worker.reading.numbers import find_numbers, numbers_in
from worker.reading.query import Row
from worker.reading.tellings import Telling

NAME, NUMBER, PLACE = "name", "number", "place"
# Read in order of time, so the first tellers are always among them.
MOST_TELLINGS = 300
MOST_CANDIDATES = 80
MOST_PEOPLE = 6
MOST_A_KIND, MOST_FACTS = 6, 12
QUOTE = 400
LONGEST_FIGURE = 12
# The spellings of a name or place, by its kind and key, as often as tellings have them.
Spellings = dict[tuple[str, str], list[str]]

_SLUG_WORD = re.compile(r"[^\W_]+")


@dataclass
class Fact:
    """Something a story tells, with who told it first and who did later.

    `quote` is the sentence of the first teller; `contradicted_by` what others say instead.
    """

    kind: str
    text: str
    first: Telling
    quote: str = ""
    later: list[Telling] = field(default_factory=list)
    in_slug: bool = False
    contradicted_by: list[Row] = field(default_factory=list)

    @property
    def outlets(self) -> list[str]:
        """The other outlets that took it up, in their order."""
        return list(dict.fromkeys(told.outlet for told in self.later if told.outlet != self.first.outlet))

    @property
    def rank(self) -> tuple[bool, bool, int, int]:
        """What sorts the most telling first: contradicted, in the slug, taken up by many outlets, by many articles."""
        return bool(self.contradicted_by), self.in_slug, len(self.outlets), len(self.later)

    def as_row(self) -> Row:
        """Return it as one JSON object."""
        first = {name: getattr(self.first, name) for name in ("segment_id", "article_id", "outlet", "at", "dated")}
        return {
            "kind": self.kind,
            "fact": self.text,
            "first": first | {"quote": self.quote},
            "tellings": len(self.later) + 1,
            "taken_up_by": self.outlets,
            "in_slug": self.in_slug,
            "contradicted_by": self.contradicted_by,
        }


def first_tellers(tellings: Sequence[Telling], slug: str, links: Sequence[Row] = ()) -> list[Fact]:
    """Return the most telling facts, best first.

    `tellings` are in order of time and without copies; `links` are those between them, with their evidence.
    """
    read = [_Read(told) for told in tellings[:MOST_TELLINGS]]
    found = [*_named(read), *_numbered(read)]
    known = set(_SLUG_WORD.findall(" ".join(words(slug))))
    for fact in found:
        fact.in_slug = fact.kind != NUMBER and bool(known & set(_SLUG_WORD.findall(" ".join(words(fact.text)))))
    _contradict(found, links)
    taken_up = [fact for fact in found if fact.later or fact.in_slug or fact.contradicted_by]
    # By what it says where all else is equal: the outcome must not depend on the order of rows.
    taken_up.sort(key=lambda fact: ([-int(part) for part in fact.rank], fact.first.at, fact.text))
    kept = [fact for kind in (NAME, NUMBER, PLACE) for fact in islice(_of_kind(taken_up, kind), MOST_A_KIND)]
    return sorted(kept, key=taken_up.index)[:MOST_FACTS]


def _of_kind(facts: Iterable[Fact], kind: str) -> Iterable[Fact]:
    return (fact for fact in facts if fact.kind == kind)


class _Read:
    """A telling, ready to be searched for words in a row."""

    def __init__(self, told: Telling) -> None:
        self.told = told
        self.line = f" {' '.join(words(told.text))} "

    def tells(self, spellings: Iterable[str]) -> bool:
        return any(spelling in self.line for spelling in spellings)


def _named(read: Sequence[_Read]) -> list[Fact]:
    """Return the facts that are names and places, found by any of their spellings in the words of each telling."""
    spellings: Spellings = {}
    for each in read:
        for person in each.told.principals[:MOST_PEOPLE]:
            forms = [person["name"], *(alias for alias in person.get("aliases", ()) if " " in alias)]
            spellings.setdefault((NAME, person["key"]), []).extend(forms)
        if each.told.place:
            spellings.setdefault((PLACE, each.told.place), []).append(each.told.place)
    spellings = _once(spellings)
    # The most often named first, where there are too many to look for.
    often = sorted(spellings, key=lambda key: (-len(spellings[key]), key))[:MOST_CANDIDATES]
    facts = (_search(read, kind, key, spellings[kind, key]) for kind, key in often)
    return [fact for fact in facts if fact is not None]


def _once(spellings: Spellings) -> Spellings:
    """Leave out names that are places told anyway, and those that are a part of a fuller one ("Trump")."""
    places = {key for kind, key in spellings if kind == PLACE}
    names = {key: forms for (kind, key), forms in spellings.items() if kind == NAME and not places & set(forms)}
    full = {key: {word for form in forms for word in words(form)} for key, forms in names.items()}
    parts = {key for key in names if any(full[key] < full[other] for other in names)}
    return {(NAME, key): forms for key, forms in names.items() if key not in parts} | {
        (PLACE, key): [key] * len(spellings[PLACE, key]) for key in places
    }


def _search(read: Sequence[_Read], kind: str, key: str, forms: Sequence[str]) -> Fact | None:
    wanted = [f" {' '.join(words(form))} " for form in dict.fromkeys(forms)]
    wanted = [form for form in wanted if form.strip()]
    tellers = [each for each in read if each.tells(wanted) or _is_about(each.told, kind, key)]
    if not tellers:
        return None
    first = tellers[0].told
    return Fact(kind, max(forms, key=len), first, _sentence_with(first, wanted), [each.told for each in tellers[1:]])


def _is_about(told: Telling, kind: str, key: str) -> bool:
    if kind == PLACE:
        return told.place == key
    return any(person["key"] == key for person in told.principals)


def _sentence_with(told: Telling, wanted: Sequence[str]) -> str:
    """Return the first sentence with one of the spellings; "" when the text has none as it stands."""
    for sentence in sentences(readable(told.text)):
        line = f" {' '.join(words(sentence))} "
        if any(form in line for form in wanted):
            return sentence[:QUOTE]
    return ""


def _numbered(read: Sequence[_Read]) -> list[Fact]:
    """Return the facts that are numbers with what they count."""
    facts: dict[tuple[float, str], Fact] = {}
    for each in read:
        told = {number.key: number for number in reversed(find_numbers(each.told.text))}
        for key, number in sorted(told.items()):
            if key in facts:
                facts[key].later.append(each.told)
            else:
                facts[key] = Fact(NUMBER, number.shown, each.told, number.sentence[:QUOTE])
    return list(facts.values())


def _contradict(facts: Sequence[Fact], links: Sequence[Row]) -> None:
    """Note on each fact what another segment says instead, by the conflicts that were found when they were linked."""
    tellers: dict[str, list[Fact]] = {}
    for fact in facts:
        for told in (fact.first, *fact.later):
            tellers.setdefault(told.segment_id, []).append(fact)
    outlets = {told.segment_id: told.outlet for fact in facts for told in (fact.first, *fact.later)}
    for link in links:
        ends = (link["source_id"], link["target_id"])
        for conflict in link["evidence"]["conflicts"]:
            values = (conflict["source"], conflict["target"])
            quotes = (*conflict["quotes"], "", "")
            for mine in (0, 1):
                spoken_of = _fact_of(tellers.get(ends[mine], ()), values[mine], quotes[mine])
                said = {"says": values[1 - mine], "outlet": outlets.get(ends[1 - mine], ""), "link_id": link["id"]}
                if spoken_of is not None and said not in spoken_of.contradicted_by:
                    spoken_of.contradicted_by.append(said)


def _fact_of(facts: Sequence[Fact], value: str, quote: str) -> Fact | None:
    """Return the fact that a conflict speaks of: the same words, the same count, or the number of its sentence."""
    wanted = words(value)
    counted = {number.key for number in numbers_in(value.replace("(", " ").replace(")", " "))}
    figures = {float(word) for word in wanted if word.isascii() and word.isdigit() and len(word) <= LONGEST_FIGURE}
    for fact in facts:
        told = {number.key for number in numbers_in(fact.text)} if fact.kind == NUMBER else set()
        in_sentence = bool(quote) and fact.quote[:QUOTE] == quote[:QUOTE]
        if words(fact.text) == wanted or counted & told or (in_sentence and figures & {key[0] for key in told}):
            return fact
    return None
