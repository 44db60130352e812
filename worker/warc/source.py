"""The bytes of a WARC file, plain or gzip, and the places in it where a record may begin."""

import zlib
from pathlib import Path
from typing import BinaryIO, Protocol

PIECE = 64 * 1024
MAGIC = b"\x1f\x8b\x08"
# Real archives pack pages to a fifth. Beyond the free part a file must not unpack to more than this many times of
# what was read of it.
FREE_BYTES, MAX_RATIO = 100_000_000, 100


class Damaged(Exception):
    """The bytes cannot be read here; what follows `restart` may be sound."""


class Bomb(Exception):
    """The file unpacks to far more than archives do; it is read no further."""


class Source(Protocol):
    """What records are read from. Every read is bounded by what it asks for."""

    def line(self, limit: int) -> bytes:
        """Return the bytes up to and with the next LF, at most `limit` of them; b"" at the end of this part."""
        ...

    def take(self, size: int) -> bytes:
        """Return the next `size` bytes, or fewer when this part ends before."""
        ...

    def skip(self, size: int) -> int:
        """Pass over `size` bytes without keeping them; return how many there were."""
        ...

    def next_part(self) -> bool:
        """Go to where the next part begins; False at the end of the file. A plain file is one part."""
        ...

    def restart(self) -> bool:
        """After damage, go to the next place where a record may begin; False when there is none."""
        ...


def open_source(file: BinaryIO, path: Path) -> Source:
    """Return the source for `file`, which is at its beginning: its first bytes decide, not its name."""
    zipped = file.read(len(MAGIC)) == MAGIC
    file.seek(0)
    return Zipped(file) if zipped else Plain(file, path.stat().st_size)


class Plain:
    """An uncompressed file: one part."""

    def __init__(self, file: BinaryIO, size: int) -> None:
        self._file = file
        self._size = size

    def line(self, limit: int) -> bytes:
        """Return a line; see `Source`."""
        return self._file.readline(limit)

    def take(self, size: int) -> bytes:
        """Return bytes; see `Source`."""
        return self._file.read(size)

    def skip(self, size: int) -> int:
        """Pass over bytes by moving on, which costs nothing."""
        here = self._file.tell()
        there = min(here + size, self._size)
        self._file.seek(there)
        return there - here

    def next_part(self) -> bool:
        """Say no: there is one part."""
        return False

    def restart(self) -> bool:
        """Go to the next line that begins a record after an empty line."""
        empty = False
        while line := self._file.readline(PIECE):
            if empty and line.startswith(b"WARC/"):
                self._file.seek(-len(line), 1)
                return True
            empty = line in (b"\r\n", b"\n")
        return False


class Zipped:
    """A gzip file whose members are its parts: one member a record, as ISO 28500 annex D asks.

    A file that was packed as a whole is one part. That a part ends where its member does keeps what a page says from
    ever being taken for a record.
    """

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self._packed = b""
        self._ready = bytearray()
        self._member = zlib.decompressobj(16 + zlib.MAX_WBITS)
        self._read = self._unpacked = 0
        self._sound = True

    def line(self, limit: int) -> bytes:
        """Return a line; see `Source`."""
        seen = 0
        while (end := self._ready.find(b"\n", seen, limit)) < 0 and len(self._ready) < limit:
            seen = len(self._ready)
            if not self._unpack():
                break
        return self._cut(limit if end < 0 else end + 1)

    def take(self, size: int) -> bytes:
        """Return bytes; see `Source`."""
        while len(self._ready) < size and self._unpack():
            pass
        return self._cut(size)

    def skip(self, size: int) -> int:
        """Pass over bytes; they are unpacked and dropped."""
        left = size
        while left and (dropped := len(self.take(min(left, PIECE)))):
            left -= dropped
        return size - left

    def _cut(self, size: int) -> bytes:
        data = bytes(self._ready[:size])
        del self._ready[:size]
        return data

    def _unpack(self) -> bool:
        """Unpack at most 64 KB more; False when the member has ended. Raises `Damaged` and `Bomb`."""
        if self._member.eof:
            return False
        ended = not self._packed and not self._fill()
        try:
            piece = self._member.decompress(self._packed, PIECE)
        except zlib.error as error:
            self._sound = False
            raise Damaged("the compressed bytes are broken") from error
        if ended and not piece and not self._member.eof:
            raise Damaged("the file ends in the middle of it")
        self._packed = self._member.unused_data if self._member.eof else self._member.unconsumed_tail
        self._unpacked += len(piece)
        if self._unpacked > FREE_BYTES + MAX_RATIO * self._read:
            raise Bomb
        self._ready += piece
        return True

    def _fill(self) -> bool:
        piece = self._file.read(PIECE)
        self._packed += piece
        self._read += len(piece)
        return bool(piece)

    def next_part(self) -> bool:
        """Unpack what is left of this member and open the next one."""
        while self._unpack():
            self._ready.clear()
        return self._open()

    def restart(self) -> bool:
        """Open the next member that begins after the damage."""
        try:
            # A member that unpacks well ends where the next one begins, whatever is wrong with its record.
            while self._sound and self._unpack():
                self._ready.clear()
        except Damaged:
            self._sound = False
        if not self._sound and self._packed.startswith(MAGIC):
            self._packed = self._packed[1:]
        return self._open()

    def _open(self) -> bool:
        """Open the member at the next magic number; False when there is none."""
        self._ready.clear()
        while (place := self._packed.find(MAGIC)) < 0:
            self._packed = self._packed[-len(MAGIC) + 1 :]
            if not self._fill():
                return False
        self._packed = self._packed[place:]
        self._member, self._sound = zlib.decompressobj(16 + zlib.MAX_WBITS), True
        return True
