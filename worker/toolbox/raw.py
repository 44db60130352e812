"""The raw store: bodies by the SHA-256 of their content, compressed, on disk."""

import os
import sys
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from uuid import uuid4

from schemas.codes import Code
from schemas.outcomes import Fault, Retry

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd


class RawStore:
    """Content-addressed files under `root`; equal bytes are stored once, and nothing is ever overwritten."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def put(self, data: bytes) -> str:
        """Store `data` and return its key (64 hex digits). Safe to call twice and from many processes.

        The file is whole on disk before a row can name it: a database that remembers a body the disk has
        lost would be worse than the other way round.
        Raises `Fault(store_unavailable)` when the disk is full or refuses.
        """
        key = sha256(data).hexdigest()
        try:
            self._write(key, data)
        except OSError as error:
            raise Fault(Code.STORE_UNAVAILABLE, f"{self.root}: {error.strerror or error}") from error
        return key

    def _write(self, key: str, data: bytes) -> None:
        path = self._path(key)
        with suppress(FileNotFoundError):
            # Young again: pruning must not take, as long unused, what is about to be named.
            os.utime(path)
            return
        path.parent.mkdir(parents=True, exist_ok=True)
        draft = path.with_name(f"{key}.{uuid4().hex}.part")
        with draft.open("wb") as file:
            file.write(zstd.compress(data, 3))
            file.flush()
            os.fsync(file.fileno())
        draft.replace(path)

    def get(self, key: str) -> bytes:
        """Return the bytes of `key`.

        Raises `Retry(raw_missing)` when they are gone or damaged, `Fault(store_unavailable)` when the disk refuses.
        """
        path = self._path(key)
        try:
            data = _decompressed(path.read_bytes())
        except FileNotFoundError as error:
            raise Retry(Code.RAW_MISSING, f"{key[:12]} is gone") from error
        except OSError as error:
            raise Fault(Code.STORE_UNAVAILABLE, f"{path}: {error.strerror or error}") from error
        if data is None or sha256(data).hexdigest() != key:
            # Out of the way: `put` leaves a file that exists alone, so the damage would stay for ever.
            path.unlink(missing_ok=True)
            raise Retry(Code.RAW_MISSING, f"{key[:12]}: damaged")
        return data

    def _path(self, key: str) -> Path:
        return self.root / key[:2] / f"{key}.zst"


def _decompressed(stored: bytes) -> bytes | None:
    try:
        data: bytes = zstd.decompress(stored)
    except zstd.ZstdError:
        return None
    return data
