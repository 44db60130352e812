"""Pages with known seams, composed from articles of one story each.

The documents are those of `documents.py`. Parts are openings of articles of random length, two or three to a page:

    *_easy  other topics        *_hard  one topic, other stories (for US news at most ten days apart)
    *_ctrl  one article         head    parts under their titles as h2, with other inner headings of level 2 or 3
    brief   three to five short parts, most under their titles
    glue    two real pages      page    a real page as extracted, one story
"""

import random
from typing import NamedTuple

from documents import Doc
from msgspec.structs import replace

from schemas.blocks import ArticleMeta, Block, BlockKind, lay_out
from tasks.extract_blocks.drafts import to_blocks
from tasks.extract_blocks.plain import read_paragraphs

LENGTHS = {"all": (4, 16), "ecb": (5, 25)}
CONTROL_LENGTHS = {"all": (6, 31), "ecb": (99, 99)}
DAYS_APART = 10
THIRD_PART = 0.29
WHOLE = 0.1
# So many pages are retyped in one hand: a learner must not lean on typography alone.
RETYPED_SHARE = 0.3
TYPED = str.maketrans({"\u2018": "'", "\u2019": "'", "\u201c": '"', "\u201d": '"', "\u2014": "-", "\u2013": "-"})
BRIEFS = ("Briefing", "The news in brief", "What happened today", "Morning edition: five things to know")
GLUED_LENGTH = (8, 60)
CONTENTS_SHARE, FURNITURE_SHARE, CALLOUT_SHARE, MIDST_SHARE = 0.3, 0.25, 0.1, 0.1
FAQ_TITLES = ("Frequently asked questions", "FAQ", "Questions and answers", "People also ask")
CALLS = (
    "What do you think? Share your view in the comments below.",
    "Sign up for our morning newsletter to get the day's stories by e-mail.",
    "Follow us on social media for more updates on this story.",
    "This story has been updated. Have a tip? Write to the newsroom.",
    "Tell us what you think in the comments.",
    "Read more: our full coverage, maps and pictures.",
)
CALLOUTS = ("Did you know? ", "Pro tip: ", "Key point: ", "At a glance: ")


class Composite(NamedTuple):
    family: str
    article: ArticleMeta
    blocks: tuple[Block, ...]
    seams: list[int]
    docs: list[Doc]


def draft(kind: BlockKind, text: str, level: int | None = None) -> Block:
    return Block(index=0, kind=kind, text=text, start=0, end=0, level=level)


class Composer:
    """Composes pages from `docs`; equal seeds give equal pages."""

    def __init__(self, docs: list[Doc], seed: int) -> None:
        self.random = random.Random(seed)
        least = {"all": 4, "ecb": 5}
        self.pools = {name: [d for d in docs if d.set == name and len(d.paras) >= least[name]] for name in least}
        self.pages = [d for d in docs if d.set == "page" and len(d.blocks) > 4]
        self.glueable = [d for d in self.pages if d.english and d.title and len(bodies(d)) > 4]
        self.headings = [b.text for d in self.pages if d.english for b in bodies(d) if is_short_heading(b)]

    def page(self, family: str) -> Composite:
        page = self.composed(family)
        if self.random.random() > RETYPED_SHARE:
            return page
        _, blocks = lay_out([replace(block, text=block.text.translate(TYPED)) for block in page.blocks])
        return page._replace(blocks=blocks)

    def composed(self, family: str) -> Composite:
        kind, _, relation = family.partition("_")
        if kind == "glue":
            return self.glued()
        if kind == "brief":
            return self.brief()
        if kind in {"head", "headp"}:
            return self.headed(control=relation == "ctrl", plain=kind == "headp")
        if relation == "ctrl":
            return self.glue_openings(family, [self.random.choice(self.pools[kind])], CONTROL_LENGTHS[kind])
        count = 3 if kind == "all" and self.random.random() < THIRD_PART else 2
        return self.glue_openings(family, self.pick(kind, relation, count), LENGTHS[kind])

    def real_pages(self) -> list[Composite]:
        return [
            Composite("page_ctrl" if d.english else "foreign_ctrl", ArticleMeta(title=d.title), d.blocks, [], [d])
            for d in self.pages
        ]

    def pick(self, kind: str, relation: str, count: int) -> list[Doc]:
        chosen: list[Doc] = []
        while len(chosen) < count:
            chosen = [self.random.choice(self.pools[kind])]
            for _ in range(400 * (count - 1)):
                other = self.random.choice(self.pools[kind])
                if len(chosen) < count and all(fits(other, doc, relation) for doc in chosen):
                    chosen.append(other)
        return chosen

    def length(self, doc: Doc, lengths: tuple[int, int]) -> int:
        return min(len(doc.paras), self.random.randint(*lengths) if self.random.random() > WHOLE else 30)

    def glue_openings(self, family: str, docs: list[Doc], lengths: tuple[int, int]) -> Composite:
        texts: list[str] = []
        seams = []
        for doc in docs:
            seams.append(len(texts))
            texts += doc.paras[: self.length(doc, lengths)]
        _, blocks = lay_out(to_blocks(read_paragraphs(texts)))
        return Composite(family, ArticleMeta(), blocks, seams[1:], docs)

    def headed(self, *, control: bool, plain: bool = False) -> Composite:
        relation = self.random.choice(("easy", "hard"))
        docs = self.pick("all", relation, 1 if control else self.random.choice((2, 2, 3)))
        inner = self.random.choice((2, 3, 4, 5) if control else (0, 1, 2, 3, 4))
        level = self.random.choice((2, 2, 3))
        drafts = [draft(BlockKind.HEADING, docs[0].title, 1)] if self.random.random() < 0.7 else []
        seams = []
        for doc in docs:
            seams.append(len(drafts))
            drafts += [draft(BlockKind.HEADING, doc.title, 2)] if seams[1:] and doc.title else []
            told = self.sections(doc.paras[: self.length(doc, (8, 30) if control else (4, 16))], inner, level)
            if self.random.random() < MIDST_SHARE:
                told[len(told) // 2 : len(told) // 2] = self.questions()
            drafts += told + self.furniture()
        if self.random.random() < CONTENTS_SHARE:
            drafts.insert(1, self.contents(drafts))
            seams = [seam + (seam > 0) for seam in seams]
        family = f"head{'p' if plain else ''}{'_ctrl' if control else ''}"
        if plain:
            # A contents list is no running line: pages given as paragraphs are told without it.
            seams = [seam - sum(d.kind is BlockKind.CONTENTS for d in drafts[:seam]) for seam in seams]
            drafts = to_blocks(read_paragraphs([d.text for d in drafts if d.kind is not BlockKind.CONTENTS]))
        _, blocks = lay_out(drafts)
        return Composite(family, ArticleMeta(title="" if plain else docs[0].title), blocks, seams[1:], docs)

    def furniture(self) -> list[Block]:
        """Return what may stand under a report: questions and answers, a call to readers, a callout."""
        found = self.questions() if self.random.random() < FURNITURE_SHARE else []
        if self.random.random() < FURNITURE_SHARE:
            found.append(draft(BlockKind.PARAGRAPH, self.random.choice(CALLS)))
        return found

    def questions(self) -> list[Block]:
        asked = self.random.sample(self.pools["all"], 3)
        pairs = [f"What about {doc.title.rstrip('.?!')}?\n{doc.paras[1]}" for doc in asked]
        title = draft(BlockKind.HEADING, self.random.choice(FAQ_TITLES), self.random.choice((2, 3)))
        return [title, draft(BlockKind.FAQ, "\n".join(pairs))]

    def contents(self, drafts: list[Block]) -> Block:
        titles = [b.text for b in drafts[1:] if b.kind is BlockKind.HEADING] or ["Background"]
        return draft(BlockKind.CONTENTS, "\n".join(titles))

    def brief(self) -> Composite:
        relation, most = self.random.choice((("easy", 5), ("hard", 3)))
        docs = self.pick("all", relation, self.random.randint(3, most))
        title = self.random.choice(BRIEFS)
        drafts = [draft(BlockKind.HEADING, title, 1)]
        titled = self.random.random() < 0.75
        seams = []
        for doc in docs:
            seams.append(len(drafts))
            drafts += [draft(BlockKind.HEADING, doc.title, 2)] if titled and doc.title else []
            drafts += [draft(BlockKind.PARAGRAPH, text) for text in doc.paras[: self.random.randint(2 - titled, 4)]]
        _, blocks = lay_out(drafts)
        return Composite("brief", ArticleMeta(title=title), blocks, seams[1:], docs)

    def sections(self, paras: list[str], inner: int, level: int) -> list[Block]:
        places = range(2, len(paras))
        chosen = set(self.random.sample(places, min(inner, len(places) // 2)))
        blocks = []
        for place, text in enumerate(paras):
            if place in chosen:
                blocks.append(draft(BlockKind.HEADING, self.made_heading(text), level))
            blocks.append(draft(BlockKind.PARAGRAPH, text))
            if self.random.random() < CALLOUT_SHARE / 2:
                told = self.random.choice(paras).split(". ")[0][:200]
                blocks.append(draft(BlockKind.CALLOUT, f"{self.random.choice(CALLOUTS)}{told}."))
        return blocks

    def made_heading(self, text: str) -> str:
        if self.headings and self.random.random() < 0.5:
            return self.random.choice(self.headings)
        told = text.split()
        start = self.random.randint(0, max(0, len(told) - 6))
        heading = " ".join(told[start : start + self.random.randint(3, 7)]).strip(' ,.;:"\u201c\u201d')
        return f"{heading[:1].upper()}{heading[1:]}" or "Background"

    def glued(self) -> Composite:
        first, second = self.random.sample(self.glueable, 2)
        parts = [bodies(doc)[: self.random.randint(*GLUED_LENGTH)] for doc in (first, second)]
        titles = [draft(BlockKind.HEADING, doc.title, level) for doc, level in ((first, 1), (second, 2))]
        _, blocks = lay_out([titles[0], *parts[0], titles[1], *parts[1]])
        return Composite("glue", ArticleMeta(title=first.title), blocks, [1 + len(parts[0])], [first, second])


def bodies(doc: Doc) -> list[Block]:
    return [block for block in doc.blocks if block.level != 1]


def is_short_heading(block: Block) -> bool:
    return block.kind is BlockKind.HEADING and 2 < len(block.text) < 90


def fits(doc: Doc, other: Doc, relation: str) -> bool:
    if relation == "easy":
        return doc.topic != other.topic
    near = doc.day is None or other.day is None or abs((doc.day - other.day).days) <= DAYS_APART
    return doc.topic == other.topic and doc.story != other.story and near and bool(doc.day or doc.set == "ecb")
