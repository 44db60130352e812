"""Whom a text names: people with titles, bare surnames, compounds ("Trump-Kim summit"), organisations and groups."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Protocol

from tasks.shared.bodies import body_name
from tasks.shared.headline_names import names_in_headlines
from tasks.shared.labelled_names import Labeller, amend
from tasks.shared.name_runs import Mention, read_run, runs
from tasks.shared.names import Name, family_key, read_name
from tasks.shared.page_names import PageNames, Read, learn, sound, stands_alone
from tasks.shared.parts import part_of
from tasks.shared.prefixes import Common
from tasks.shared.text import STOP_WORDS, sentences
from tasks.shared.tokens import Sentence, Token, is_headline_cased, read_tokens

__all__ = ["Mention", "NameFinder", "find_mentions"]


class NameFinder(Protocol):
    """Whatever finds the names on a page: `find_mentions`, by rules alone or with a model's labels."""

    def __call__(self, texts: Sequence[str], /) -> list[list[Mention]]:
        """Return for each of a page's `texts` whom it names, in order."""


def find_mentions(texts: Sequence[str], label: Labeller | None = None) -> list[list[Mention]]:
    """Return for each of a page's `texts` whom it names, in order; `label` may give a model's opinion.

    Several passes, because a bare surname, a lower-case or a headline-cased name is only a name when the page has told
    it in full, or with a title, somewhere. A surname is not resolved to a person here: that is up to the segment.
    """
    split = [sentences(text) for text in texts]
    read = [[Sentence(read_tokens(s), is_headline_cased(s)) for s in text] for text in split]
    common = frozenset(t.folded for text in read for s in text for t in s.tokens if not t.capital and len(t.text) > 1)
    first = [list(_told(text, common)) for text in read]
    found = sound(first if label is None else amend(first, read, split, label))
    known = learn(found, read, common)
    headlines = [list(names_in_headlines(text, known)) for text in read]
    known = known.joined_by(m.name for mentions in headlines for m in mentions if not m.body)
    told = [mentions + more for mentions, more in zip(found, headlines, strict=True)]
    return [_complete(text, mentions, known) for text, mentions in zip(read, told, strict=True)]


def _told(read: Read, common: Common) -> Iterator[Mention]:
    """Yield whom the sentences of a text tell in full or with a title; those cased like headlines are left out."""
    offset = 0
    for number, sentence in enumerate(read):
        for run in () if sentence.cased else runs(sentence.tokens):
            for mention in read_run(sentence.tokens, run, common):
                yield mention._replace(sentence=number, at=mention.at + offset, opens=mention.at == 0)
        offset += len(sentence.tokens)


def _complete(read: Read, told: Sequence[Mention], known: PageNames) -> list[Mention]:
    """Add to the names `told` of a text what the page lets one know of its single words, in the order of the text."""
    found = list(told)
    taken = {m.at + i for m in told for i in range(len(m.name.text.split()))}
    offset = 0
    for number, sentence in enumerate(read):
        for at, token in enumerate(sentence.tokens):
            if (token.capital or "-" in token.text) and at + offset not in taken:
                found += (m._replace(sentence=number, at=at + offset) for m in _single(sentence.tokens, at, known))
        offset += len(sentence.tokens)
    return sorted((_resolved(m, known.acronyms) if m.body else m for m in found), key=lambda m: m.at)


def _resolved(mention: Mention, acronyms: Mapping[str, str]) -> Mention:
    """Return the mention of a body by its initials, or its last words, with the key of the body in full."""
    key = acronyms.get(mention.name.key)
    return mention._replace(name=mention.name._replace(key=key)) if key is not None else mention


def _single(tokens: Sequence[Token], at: int, known: PageNames) -> Iterator[Mention]:
    """Yield whom a single word means: surnames, a first name, or a name of the page that is nobody's surname."""
    token = tokens[at]
    names = _surnames(token, known.families) or _first_name(tokens, at, known.firsts)
    if names:
        part = part_of(tokens, at, at + 1)
        yield from (Mention(name, 0, at, full=False, part=part) for name in names)
    elif token.capital and token.folded in known.things:
        yield Mention(body_name(token.text), 0, at, full=True, body=True, part=part_of(tokens, at, at + 1))


def _surnames(token: Token, families: Mapping[str, Name]) -> tuple[Name, ...]:
    """Return the family names in a word: one, or both halves of a compound such as "Trump-Kim"."""
    if token.folded in STOP_WORDS:
        return ()
    whole = families.get(family_key(token.folded))
    if whole is not None:
        return (read_name(whole.family),) if token.capital else ()
    if "-" not in token.folded:
        return ()
    parts = [families.get(family_key(part)) for part in token.folded.split("-")]
    names = tuple(read_name(name.family) for name in parts if name is not None)
    return names if len(names) == len(parts) else ()


def _first_name(tokens: Sequence[Token], at: int, firsts: Mapping[str, Name]) -> tuple[Name, ...]:
    """Return whom a first name alone means."""
    name = firsts.get(tokens[at].folded)
    return (read_name(name.family),) if name is not None and stands_alone(tokens, at) else ()
