"""A small encoder that needs no package: what texts mean is which words they have."""

import re
from zlib import crc32

HALF = "\ud83d"
WORD = re.compile(r"\w+")


class HashedWords:
    """Each word adds to one number of the vector, up or down; `same` says which words are one, as a dictionary does."""

    def __init__(self, *, model="hashed", size=64, same=None):
        self.model, self.size = model, size
        self._same = same or {}

    def encode(self, texts):
        return [self._vector(WORD.findall(text.encode().decode().lower())) for text in texts]

    def _vector(self, words):
        vector = [0.0] * self.size
        for word in words:
            place = crc32(self._same.get(word, word).encode())
            vector[place % self.size] += 1.0 if place & 1024 else -1.0
        return vector
