"""The words by which a page itself says what a part of it is."""

_CONTENTS = frozenset(
    (
        "table of contents",
        "contents",
        "in this article",
        "in this story",
        "in this guide",
        "on this page",
        "jump to",
        "quick links",
        "inhalt",
        "inhaltsverzeichnis",
        "sommaire",
        "table des matières",
        "índice",
        "índice de contenidos",
        "contenido",
        "indice",
        "inhoud",
        "inhoudsopgave",
        "spis treści",
        "innehåll",
        "содержание",
        "目次",
        "目录",
        "목차",
    )
)
_QUESTIONS = (
    "frequently asked questions",
    "faq",
    "questions and answers",
    "häufig gestellte fragen",
    "häufige fragen",
    "questions fréquentes",
    "foire aux questions",
    "preguntas frecuentes",
    "perguntas frequentes",
    "domande frequenti",
    "veelgestelde vragen",
    "vanliga frågor",
    "часто задаваемые вопросы",
    "よくある質問",
    "자주 묻는 질문",
)
_CALLOUTS = (
    "pro tip",
    "pro-tip",
    "did you know",
    "quick tip",
    "good to know",
    "key takeaway",
    "editor's note",
    "fun fact",
    "fast fact",
    "by the way",
)
# Headings of boxes that a site puts into any story: what stands under them is not this one.
_BOXES = (
    "from our archive",
    "from the archive",
    "from our archives",
    "from the archives",
    "did you know",
    "in other news",
    "more top stories",
)
_END_OF_LABEL = frozenset("?:!.\u2013\u2014-")


def word_set(text: str) -> frozenset[str]:
    """Return the words of `text` as a set: how this room writes its longer lists of names."""
    return frozenset(text.split())


def names_contents(text: str) -> bool:
    """Whether `text` is a title such as "Table of Contents"."""
    return text.strip(" :").casefold() in _CONTENTS


def names_questions(text: str) -> bool:
    """Whether `text` is a title such as "Frequently Asked Questions" or "FAQs: visiting Rome"."""
    folded = text.strip().casefold()
    return len(folded) <= MAX_TITLE and folded.startswith(_QUESTIONS)


def opens_callout(text: str) -> bool:
    """Whether `text` begins with a label such as "Pro Tip:" or "Did You Know?"."""
    folded = text[:40].casefold().replace("\u2019", "'")
    for label in _CALLOUTS:
        rest = folded[len(label) :].removeprefix("s").lstrip()
        if folded.startswith(label) and rest[:1] in _END_OF_LABEL and rest:
            return True
    return False


def names_box(text: str) -> bool:
    """Whether `text` is the heading of a box, such as "From our archive" or "Did you know?", and nothing besides."""
    return text.strip(" :?!.\u2026").casefold() in _BOXES


MAX_TITLE = 120
"""A line longer than this, in characters, is no title."""
