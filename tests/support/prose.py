"""Prose of any length that is nobody's: made-up words at random, the same for the same seed."""

import random

SYLLABLES = [
    "ba",
    "den",
    "fir",
    "go",
    "hal",
    "im",
    "ker",
    "lo",
    "mun",
    "nor",
    "pel",
    "rus",
    "sta",
    "tor",
    "ven",
    "wick",
]


def word(rng: random.Random) -> str:
    return "".join(rng.choice(SYLLABLES) for _ in range(rng.randint(1, 3)))


def sentence(rng: random.Random) -> str:
    return " ".join(word(rng) for _ in range(rng.randint(12, 22))).capitalize() + "."


def prose(seed: int | str, sentences: int = 24) -> list[str]:
    """Return paragraphs of three sentences each."""
    rng = random.Random(seed)
    told = [sentence(rng) for _ in range(sentences)]
    return [" ".join(told[i : i + 3]) for i in range(0, sentences, 3)]
