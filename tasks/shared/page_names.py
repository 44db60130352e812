"""What a page as a whole lets one know of the names on it, once all its sentences are read."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from tasks.shared.bodies import body_name, initials, is_institution
from tasks.shared.body_tables import NO_BODY, ORGANISATION_WORDS
from tasks.shared.given_names import GIVEN_NAMES
from tasks.shared.lone_names import CIVIC, names_company, names_place
from tasks.shared.name_runs import Mention
from tasks.shared.name_tables import COURTESY, NON_PERSON_WORDS, ROLES
from tasks.shared.names import Name, family_key, read_name
from tasks.shared.parts import Part, part_of
from tasks.shared.places import COUNTRY, look_up
from tasks.shared.prefixes import Common
from tasks.shared.text import STOP_WORDS, bare
from tasks.shared.tokens import Sentence, Token

Read = Sequence[Sentence]

_DATELINE_WORDS = 5
_NEVER = 1000
_OPENER_ENDINGS = ("s", "ed", "ly")
_LONG_BODY = 3
_FEWEST_THINGS, _FEWEST_ACRONYMS = 3, 2
_NO_THINGS = NON_PERSON_WORDS | STOP_WORDS | ORGANISATION_WORDS | COURTESY | NO_BODY | frozenset(ROLES)


class PageNames(NamedTuple):
    """The names of a page by what points at them.

    `families`: people by family key; `firsts`: people by first name; `keys` of those told in full; `acronyms`: keys of
    bodies by those of their short forms; `singles`: how often a word stands alone with a capital; `things`: those that
    may be bodies; `common`: the words that the page also writes in lower case.
    """

    families: Mapping[str, Name]
    firsts: Mapping[str, Name]
    keys: frozenset[str]
    acronyms: Mapping[str, str]
    singles: Mapping[str, int]
    things: frozenset[str]
    common: Common

    def joined_by(self, names: Iterable[Name]) -> "PageNames":
        """Return the names of the page with people whom only its headlines tell in full."""
        more = {last_word(name): name for name in names}
        return self._replace(families={**more, **self.families}, things=self.things - more.keys()) if more else self


def last_word(name: Name) -> str:
    """Return the key of the last word of a family name: "leyen" for "von der Leyen"."""
    return family_key(name.family.rsplit(" ", 1)[-1])


def first_word(name: Name) -> str:
    """Return the folded first word of a name."""
    return bare(name.text.split(" ", 1)[0])


def learn(found: Sequence[Sequence[Mention]], read: Sequence[Read], common: Common) -> PageNames:
    """Return what the mentions `found` in the texts of a page, and its words, tell of its names."""
    told = [mention for mentions in found for mention in mentions]
    families = {last_word(m.name): m.name for m in told if not m.body}
    full = {m.name.key: m.name for m in told if m.full and not m.body}
    bodies = {m.name.key: m.name for m in told if m.body and " " in m.name.text}
    singles: Counter[str] = Counter()
    acting: Counter[str] = Counter()
    companies: set[str] = set()
    for tokens in (s.tokens for text in read for s in text if not s.cased):
        for word, points in _singles(tokens):
            singles[word] += 1
            acting[word] += points
        companies |= _companies(tokens)
    acting.update(dict.fromkeys(_towns(bodies.values()), -_NEVER))
    often = {word for word, count in singles.items() if count >= _FEWEST_THINGS and acting[word] > 0}
    sure = {word for word in companies if acting[word] >= 0 and word not in GIVEN_NAMES}
    things = [word for word in often | sure if _is_thing(word, common)]
    return PageNames(
        families=families,
        firsts=_firsts(list(full.values()), families),
        keys=frozenset(full),
        acronyms=_short_forms(bodies),
        singles=singles,
        things=frozenset(word for word in things if family_key(word) not in families),
        common=common,
    )


def _short_forms(bodies: Mapping[str, Name]) -> dict[str, str]:
    """Return the keys of bodies by their initials, and by their last words: "Olympic Committee"."""
    forms: dict[str, str] = {}
    for key, name in bodies.items():
        words = name.text.split()
        if len(words) >= _LONG_BODY:
            tail = body_name(" ".join(words[1:]))
            forms |= {tail.key: key} if not is_institution(tail.family_key) and tail.key in bodies else {}
        forms[initials(name)] = key
    return forms


def _firsts(people: Sequence[Name], families: Mapping[str, Name]) -> dict[str, Name]:
    """Return the people that their first name alone points at: it is one, and nobody else's on the page."""
    bearers: defaultdict[str, set[str]] = defaultdict(set)
    for name in people:
        bearers[first_word(name)].add(name.family_key)
    firsts = {first_word(name): name for name in people}
    return {
        first: name
        for first, name in firsts.items()
        if first in GIVEN_NAMES and first not in families and len(bearers[first]) == 1
    }


def _is_thing(word: str, common: Common) -> bool:
    """Tell whether a word that a page uses as a name, alone and three times, may be a body's: "Uber"."""
    first, _, second = word.partition("-")
    if word in common or word in _NO_THINGS or second in common or (second and first in _NO_THINGS):
        return False
    return all(look_up(part) is None and look_up(part[:-1]) is None for part in word.split("-"))


def _singles(tokens: Sequence[Token]) -> Iterator[tuple[str, int]]:
    """Yield the capitalised words that stand alone inside a sentence.

    With each 1 where it acts as a body does, and a large minus where it is the name of a place ("in Saltby").
    """
    for at in range(1, len(tokens)):
        token = tokens[at]
        if token.capital and len(token.text) > 1 and not _is_compound(token.text) and stands_alone(tokens, at):
            if names_place(tokens, at):
                yield token.folded, -_NEVER
            else:
                yield token.folded, int(part_of(tokens, at, at + 1) > Part.NONE)


def _companies(tokens: Sequence[Token]) -> set[str]:
    """Return the single words, initials aside, that a sentence uses as only the names of companies are."""
    words = (at for at, token in enumerate(tokens) if token.capital and not token.text.isupper())
    return {tokens[at].folded for at in words if names_company(tokens, at) and stands_alone(tokens, at)}


def _towns(bodies: Iterable[Name]) -> Iterator[str]:
    """Yield the towns that bodies are named after: "Saltby Borough Council"."""
    for name in bodies:
        first, _, rest = bare(name.text).partition(" ")
        if rest.partition(" ")[0] in CIVIC:
            yield first


def _is_compound(text: str) -> bool:
    """Tell whether a word goes on in lower case: "Obama-era"."""
    return "-" in text and text.rpartition("-")[2].islower()


def stands_alone(tokens: Sequence[Token], at: int) -> bool:
    """Tell whether no capitalised word is joined to the one at `at`; the first of a sentence has no say."""
    if at + 1 < len(tokens) and tokens[at + 1].capital and tokens[at + 1].joined and not tokens[at].ends_run:
        return False
    return at < 2 or not (tokens[at - 1].capital and tokens[at].joined)  # noqa: PLR2004 - the first of a sentence


def sound(found: Sequence[Sequence[Mention]]) -> list[list[Mention]]:
    """Drop what is told too seldom to be anybody, and read "Given Putin" as Putin where the page knows him."""
    told = [mention for mentions in found for mention in mentions]
    counts = Counter(m.name.key for m in told if m.body and not (m.name.text.isupper() and _is_agency(m)))
    known = [m.name for m in told if m.full and not m.body and first_word(m.name) in GIVEN_NAMES]
    families = {name.family_key for name in known}
    firsts = {first_word(name): name for name in known}
    return [[_corrected(m, families, firsts) for m in mentions if _is_told_enough(m, counts)] for mentions in found]


def _is_agency(mention: Mention) -> bool:
    """Tell whether a mention stands where a dateline names the agency."""
    return mention.sentence == 0 and mention.at < _DATELINE_WORDS


def _is_told_enough(mention: Mention, counts: Mapping[str, int]) -> bool:
    """Tell whether a body is told more than once, as initials and countries must be: "Turkey lies on a fault"."""
    if not mention.body or counts[mention.name.key] >= _FEWEST_ACRONYMS or mention.name.key in ORGANISATION_WORDS:
        return True
    place = look_up(mention.name.text)
    return not mention.name.text.isupper() and (place is None or place.kind != COUNTRY)


def _corrected(mention: Mention, families: set[str], firsts: Mapping[str, Name]) -> Mention:
    """Return "Given Putin" as Putin, and "Crooked Hillary" as Clinton, where the page knows them in full."""
    name = mention.name
    if not mention.full or mention.body or mention.title or first_word(name) in GIVEN_NAMES:
        return mention
    if not name.text.endswith(" " + name.family):
        return mention
    known = name.family_key in families or first_word(name).endswith("ing")
    known = known or (name.family_key in GIVEN_NAMES and first_word(name).endswith(_OPENER_ENDINGS))
    if mention.opens and known and not mention.aged and len(name.text.split()) == len((name.family + " x").split()):
        return mention._replace(name=read_name(name.family), full=False, at=mention.at + 1)
    if name.family_key in GIVEN_NAMES and name.family_key in firsts:
        return mention._replace(name=read_name(firsts[name.family_key].family), full=False, at=mention.at + 1)
    return mention
