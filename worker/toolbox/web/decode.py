"""Content encodings (RFC 9110 section 8.4), undone piece by piece under a cap."""

import sys
import zlib
from collections.abc import Iterator
from typing import Protocol

import brotli  # type: ignore[import-untyped]  # ships no types

from schemas.codes import Code
from schemas.outcomes import Reject

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

PIECE = 64 * 1024
# RFC 9659: content may ask for a window of 8 MB at most; zstd itself would grant terabytes.
_ZSTD_OPTIONS: dict[int, int] = {zstd.DecompressionParameter.window_log_max: 23}


class Decoder(Protocol):
    """One content encoding being undone."""

    def pieces(self, data: bytes) -> Iterator[bytes]:
        """Yield what `data` decodes to, at most 64 KB at a time."""
        ...

    @property
    def complete(self) -> bool:
        """Whether the encoded stream has come to its own end."""
        ...


class Identity:
    """No encoding."""

    complete = True

    def pieces(self, data: bytes) -> Iterator[bytes]:
        """Yield `data`."""
        yield data


class Zlib:
    """gzip (RFC 1952, members in a row included) and deflate (RFC 1950, or RFC 1951 as some servers send it)."""

    def __init__(self, *, gzip: bool) -> None:
        self._gzip = gzip
        self._inflater: "zlib._Decompress | None" = None  # noqa: UP037  # the class exists only for type checkers
        self._ended = False

    def _open(self, data: bytes) -> "zlib._Decompress":
        if self._gzip:
            return zlib.decompressobj(16 + zlib.MAX_WBITS)
        wrapped = len(data) > 1 and data[0] & 0x0F == zlib.DEFLATED and int.from_bytes(data[:2], "big") % 31 == 0
        return zlib.decompressobj(zlib.MAX_WBITS if wrapped else -zlib.MAX_WBITS)

    def pieces(self, data: bytes) -> Iterator[bytes]:
        """Yield the inflated pieces of `data`."""
        while data and not (self._ended and not self._another_member(data)):
            if self._inflater is None or self._ended:
                self._inflater, self._ended = self._open(data), False
            yield self._inflater.decompress(data, PIECE)
            self._ended = self._inflater.eof
            data = self._inflater.unused_data if self._ended else self._inflater.unconsumed_tail

    def _another_member(self, data: bytes) -> bool:
        # Padding after the last member is common and harmless.
        return self._gzip and data.startswith(b"\x1f")

    @property
    def complete(self) -> bool:
        """Whether the last member has ended, checksum included."""
        return self._ended


class Brotli:
    """br (RFC 7932)."""

    def __init__(self) -> None:
        self._stream = brotli.Decompressor()

    def pieces(self, data: bytes) -> Iterator[bytes]:
        """Yield the decompressed pieces of `data`."""
        if self._stream.is_finished():
            return
        piece = self._stream.process(data, output_buffer_limit=PIECE)
        yield piece
        while piece and not self._stream.is_finished():
            piece = self._stream.process(b"", output_buffer_limit=PIECE)
            yield piece

    @property
    def complete(self) -> bool:
        """Whether the stream has ended."""
        return bool(self._stream.is_finished())


class Zstandard:
    """zstd (RFC 8878, frames in a row included)."""

    def __init__(self) -> None:
        self._frame = zstd.ZstdDecompressor(options=_ZSTD_OPTIONS)

    def pieces(self, data: bytes) -> Iterator[bytes]:
        """Yield the decompressed pieces of `data`."""
        while data or not (self._frame.needs_input or self._frame.eof):
            if self._frame.eof:
                self._frame = zstd.ZstdDecompressor(options=_ZSTD_OPTIONS)
            yield self._frame.decompress(data, PIECE)
            data = self._frame.unused_data if self._frame.eof else b""

    @property
    def complete(self) -> bool:
        """Whether the last frame has ended."""
        return bool(self._frame.eof)


def decoder_for(content_encoding: str) -> Decoder:
    """Return the decoder of a Content-Encoding value. Raise Reject(BAD_ENCODING) for an unknown or stacked one."""
    names = [name for part in content_encoding.lower().split(",") if (name := part.strip()) not in ("", "identity")]
    if len(names) > 1:
        raise Reject(Code.BAD_ENCODING, "more than one content encoding")
    match names[0].removeprefix("x-") if names else "identity":
        case "identity":
            return Identity()
        case "gzip":
            return Zlib(gzip=True)
        case "deflate":
            return Zlib(gzip=False)
        case "br":
            return Brotli()
        case "zstd":
            return Zstandard()
    raise Reject(Code.BAD_ENCODING, "unknown content encoding")


class Body:
    """A body that grows up to `cap` decoded bytes.

    Beyond the cap `add` raises Reject(TOO_LARGE) or, with `truncates`, keeps what fits and `full` turns true.
    No more than one piece (64 KB) is ever decoded beyond the cap.
    """

    def __init__(self, content_encoding: str, cap: int, *, truncates: bool = False) -> None:
        self._decoder = decoder_for(content_encoding)
        self._cap = cap
        self._truncates = truncates
        self._data = bytearray()
        self._empty = True
        self.full = False

    def add(self, data: bytes) -> None:
        """Decode `data` and keep it. Raise Reject(BAD_ENCODING) when it cannot be decoded."""
        self._empty = self._empty and not data
        try:
            for piece in self._decoder.pieces(data):
                self._data += piece
                if len(self._data) > self._cap:
                    self._overflow()
                    return
        except (zlib.error, brotli.error, zstd.ZstdError) as error:
            raise Reject(Code.BAD_ENCODING, "the content encoding is broken") from error

    def _overflow(self) -> None:
        if not self._truncates:
            raise Reject(Code.TOO_LARGE, f"more than {self._cap} bytes decoded")
        self.full = True

    def finish(self) -> bytes:
        """Return the body. Raise Reject(BAD_ENCODING) when the encoded stream was cut."""
        if self._empty or self.full or self._decoder.complete:
            return bytes(self._data[: self._cap])
        raise Reject(Code.BAD_ENCODING, "the encoded content is cut short")
