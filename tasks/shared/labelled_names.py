"""A second opinion on names: the labels of a language model, weighed against what the rules have told.

A model knows people that no list has; rules know titles, institutions and parties, and never take a heading for a
person. So the rules keep what they are sure of, the labels decide on the rest and add the people that are missing. Of
the bodies that a model labels only those are added that hold a word bodies are called by: the others cost more right
principals than they brought (.60 against .64 of the top two on the tuning half).
"""

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from tasks.shared.bodies import read_body_name
from tasks.shared.given_names import GIVEN_NAMES
from tasks.shared.name_runs import Mention
from tasks.shared.name_tables import COURTESY, ROLES
from tasks.shared.names import read_name
from tasks.shared.parts import part_of
from tasks.shared.places import look_up
from tasks.shared.text import STOP_WORDS, bare
from tasks.shared.tokens import Sentence, Token, read_tokens

_LONGEST = 8
_OPENERS = COURTESY | STOP_WORDS | frozenset(ROLES)


class Label(NamedTuple):
    """The characters from `start` to `end` of a sentence that name a person, or a `body`."""

    start: int
    end: int
    body: bool


# Takes sentences, gives the labels of each.
Labeller = Callable[[Sequence[str]], Sequence[Sequence[Label]]]


class _Span(NamedTuple):
    start: int
    end: int
    body: bool


def amend(
    told: Sequence[Sequence[Mention]],
    read: Sequence[Sequence[Sentence]],
    split: Sequence[Sequence[str]],
    label: Labeller,
) -> list[list[Mention]]:
    """Return what the rules have `told` of every text, amended by the labels of its sentences `split` (as `read`)."""
    asked = [
        sentence
        for text, texts in zip(read, split, strict=True)
        for words, sentence in zip(text, texts, strict=True)
        if not words.cased
    ]
    labels = iter(label(asked))
    return [
        list(_amend(mentions, text, texts, labels)) for mentions, text, texts in zip(told, read, split, strict=True)
    ]


def _amend(
    told: Sequence[Mention], read: Sequence[Sentence], split: Sequence[str], labels: Iterator[Sequence[Label]]
) -> Iterator[Mention]:
    offset = 0
    for number, (words, sentence) in enumerate(zip(read, split, strict=True)):
        spans = [] if words.cased else [_span(sentence, label) for label in next(labels)]
        mine = [mention for mention in told if mention.sentence == number]
        kept = [mention for mention in mine if _is_sure(mention) or _agrees(mention, spans, offset)]
        yield from kept
        taken = {m.at - offset + i for m in kept for i in range(len(m.name.text.split()))}
        for span in spans:
            found = None if taken & set(range(span.start, span.end)) else _read(words.tokens, span)
            if found is not None:
                yield found._replace(sentence=number, at=found.at + offset, opens=found.at == 0)
        offset += len(words.tokens)


def _span(sentence: str, label: Label) -> _Span:
    """Return a label in words."""
    start = len(read_tokens(sentence[: label.start]))
    return _Span(start, start + len(read_tokens(sentence[label.start : label.end])), label.body)


def _is_sure(mention: Mention) -> bool:
    return mention.body or mention.title is not None or bare(mention.name.text.split(" ", 1)[0]) in GIVEN_NAMES


def _agrees(mention: Mention, spans: Sequence[_Span], offset: int) -> bool:
    return any(not span.body and span.start <= mention.at - offset < span.end for span in spans)


def _read(tokens: Sequence[Token], span: _Span) -> Mention | None:
    """Read the labelled words as a name; a title, an article or a place is none."""
    start, end = span.start, min(span.end, len(tokens))
    while start < end and (tokens[start].folded in _OPENERS or not tokens[start].capital):
        start += 1
    words = tokens[start:end]
    if not 0 < len(words) <= _LONGEST or look_up(" ".join(token.text for token in words)) is not None:
        return None
    part = part_of(tokens, start, end)
    if span.body:
        name = read_body_name(words)
        return Mention(name, 0, start, full=True, body=True, part=part) if name is not None else None
    if any(look_up(token.text) is not None for token in words) and words[0].folded not in GIVEN_NAMES:
        return None
    person = read_name(" ".join(token.text for token in words))
    return Mention(person, 0, start, full=bool(person.given), part=part)
