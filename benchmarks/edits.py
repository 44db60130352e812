"""Edits of articles whose class is known, for `benchmarks/duplicates.py`. All chance comes from the generator given."""

import random
import string
from collections.abc import Callable
from dataclasses import dataclass, replace

from documents import Doc

from tasks.shared.text import sentences

BOILERPLATE = (
    "Sign up for our morning newsletter and never miss a story that matters to you.",
    "By our staff and agencies",
    "This article first appeared on our partner's site and is republished with permission.",
    "Follow us on social media for the latest news, pictures and video from the region.",
    "Copyright. All rights reserved. This material may not be published, broadcast or redistributed.",
    "Support independent journalism: become a member today and get access to every article.",
    "Read more: the five things to know this morning",
    "Have a tip? Write to our newsroom; we protect our sources.",
    "Advertisement. Scroll down to continue reading.",
    "The views expressed are the author's own and do not reflect those of this company.",
)
NOTES = (
    "UPDATE: {}",
    "UPDATED at 5 p.m.: {}",
    "Correction: An earlier version of this article misstated a figure. {}",
    "{} This story has been updated with a statement from the office.",
)


@dataclass(frozen=True)
class Page:
    """What an outlet publishes."""

    title: str
    paras: tuple[str, ...]
    host: str


@dataclass(frozen=True)
class Source:
    """Where edits take foreign words from."""

    rng: random.Random
    titles: list[str]
    words: list[str]
    sentences: list[str]


Edit = Callable[[Page, Source], Page]


def source_of(docs: list[Doc], seed: int) -> Source:
    rng = random.Random(seed)
    told = [text for doc in docs for text in doc.paras[:12]]
    return Source(
        rng=rng,
        titles=[doc.title for doc in docs],
        words=[word for text in rng.sample(told, min(len(told), 800)) for word in text.split()],
        sentences=[each for text in rng.sample(told, min(len(told), 800)) for each in sentences(text)],
    )


def page_of(doc: Doc) -> Page:
    return Page(doc.title, tuple(doc.paras), f"www.{doc.name.lower()}.example")


# Exact


def nothing(page: Page, _: Source) -> Page:
    return page


def typography(page: Page, _: Source) -> Page:
    marks = str.maketrans({'"': "“", "'": "’", "-": "–", "…": "..."})  # noqa: RUF001 - the marks are meant
    return replace(page, paras=tuple(text.translate(marks) for text in page.paras), title=page.title.upper())


def repackaged(page: Page, _: Source) -> Page:
    paras = [" ".join(page.paras[i : i + 2]) for i in range(0, len(page.paras), 2)]
    return replace(page, paras=tuple(paras))


# Near


def headline(page: Page, source: Source) -> Page:
    return replace(page, title=source.rng.choice(source.titles))


def word_edits(share: float) -> Edit:
    def edit(page: Page, source: Source) -> Page:
        return replace(page, paras=tuple(_reworded(text, share, source) for text in page.paras))

    return edit


def _reworded(text: str, share: float, source: Source) -> str:
    told = []
    for word in text.split():
        if source.rng.random() >= share:
            told.append(word)
            continue
        what = source.rng.random()
        if what < 0.6:
            told.append(source.rng.choice(source.words))
        elif what < 0.8:
            told += [word, source.rng.choice(source.words)]
    return " ".join(told)


def dropped(page: Page, source: Source) -> Page:
    return _by_sentence(page, lambda each: [] if source.rng.random() < 0.15 else [each])


def inserted(page: Page, source: Source) -> Page:
    foreign = source.sentences
    return _by_sentence(page, lambda each: [each, source.rng.choice(foreign)] if source.rng.random() < 0.12 else [each])


def _by_sentence(page: Page, change: Callable[[str], list[str]]) -> Page:
    paras = (" ".join(new for each in sentences(text) for new in change(each)) for text in page.paras)
    return replace(page, paras=tuple(text for text in paras if text))


def cut(share: float) -> Edit:
    def edit(page: Page, _: Source) -> Page:
        total, kept, taken = sum(map(len, page.paras)), [], 0
        for text in page.paras:
            if kept and taken >= share * total:
                break
            kept.append(text)
            taken += len(text)
        return replace(page, paras=tuple(kept))

    return edit


def shuffled(page: Page, source: Source) -> Page:
    paras = list(page.paras)
    source.rng.shuffle(paras)
    return replace(page, paras=tuple(paras))


def noise(share: float) -> Edit:
    def edit(page: Page, source: Source) -> Page:
        return replace(page, paras=tuple(_misprinted(text, share, source.rng) for text in page.paras))

    return edit


def _misprinted(text: str, share: float, rng: random.Random) -> str:
    told = []
    for sign in text:
        if rng.random() >= share:
            told.append(sign)
            continue
        what = rng.random()
        if what < 0.5:
            told.append(rng.choice(string.ascii_lowercase + string.digits))
        elif what < 0.75:
            told += [sign, rng.choice(string.ascii_lowercase)]
    return "".join(told)


def framed(page: Page, source: Source) -> Page:
    before = source.rng.sample(BOILERPLATE, source.rng.randint(1, 3))
    behind = source.rng.sample(BOILERPLATE, source.rng.randint(1, 4))
    return replace(page, paras=(*before, *page.paras, *behind))


def chain(*edits: Edit) -> Edit:
    def edit(page: Page, source: Source) -> Page:
        for each in edits:
            page = each(page, source)
        return page

    return edit


# Revised


def renumbered(page: Page, source: Source) -> Page:
    """Change the numbers of up to three sentences, with nothing else in them."""
    paras, left = list(page.paras), source.rng.randint(1, 3)
    places = [i for i, text in enumerate(paras) if any(word.isdecimal() for word in text.split())]
    source.rng.shuffle(places)
    for place in places[:left]:
        paras[place] = " ".join(_other_number(word, source.rng) for word in paras[place].split())
    return replace(page, paras=tuple(paras))


def _other_number(word: str, rng: random.Random) -> str:
    return str(int(word) + rng.randint(1, 9)) if word.isdecimal() and len(word) < 6 else word


def noted(page: Page, source: Source) -> Page:
    note = source.rng.choice(NOTES).format(source.rng.choice(source.sentences))
    place = source.rng.choice((0, len(page.paras)))
    return replace(page, paras=(*page.paras[:place], note, *page.paras[place:]))


def grown(page: Page, source: Source) -> Page:
    """The outlet's own page under another address, with paragraphs taken in."""
    paras = list(page.paras)
    for _ in range(source.rng.randint(1, 3)):
        paras.insert(source.rng.randint(1, max(1, len(paras) - 1)), " ".join(source.rng.sample(source.sentences, 2)))
    return replace(page, paras=tuple(paras))


def unless_alike(first: Edit, then: Edit) -> Edit:
    """Do the second only where the first changed anything."""

    def edit(page: Page, source: Source) -> Page:
        made = first(page, source)
        return made if made == page else then(made, source)

    return edit


EXACT: dict[str, Edit] = {"the same": nothing, "typography": typography, "other paragraphs": repackaged}
NEAR: dict[str, Edit] = {
    "headline": headline,
    "2 % of words": word_edits(0.02),
    "5 % of words": word_edits(0.05),
    "10 % of words": word_edits(0.10),
    "sentences dropped": dropped,
    "sentences inserted": inserted,
    "first half": cut(0.5),
    "first quarter": cut(0.25),
    "paragraphs shuffled": shuffled,
    "2 % of characters": noise(0.02),
    "5 % of characters": noise(0.05),
    "boilerplate around": framed,
    "headline, half, boilerplate": chain(headline, cut(0.5), framed),
    "headline, 5 % of words, dropped": chain(headline, word_edits(0.05), dropped),
}
REVISED: dict[str, Edit] = {
    "numbers": renumbered,
    "note of an update": noted,
    "numbers and a note": chain(renumbered, noted),
    "numbers, sentences inserted": unless_alike(renumbered, inserted),
    "grown on its outlet": grown,
}
