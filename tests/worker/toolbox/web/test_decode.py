import gzip
import tracemalloc
import zlib

import brotli
import pytest

from schemas.codes import Code
from schemas.outcomes import Reject
from worker.toolbox.web.decode import PIECE, Body, zstd

TEXT = b"".join(b"line %d of a feed\n" % number for number in range(5_000))


def raw_deflate(data):
    squeezer = zlib.compressobj(wbits=-zlib.MAX_WBITS)
    return squeezer.compress(data) + squeezer.flush()


ENCODED = {
    "gzip": gzip.compress(TEXT),
    "x-gzip": gzip.compress(TEXT),
    "GZIP": gzip.compress(TEXT[:100]) + gzip.compress(TEXT[100:]),
    "deflate": zlib.compress(TEXT),
    "deflate ": raw_deflate(TEXT),
    "br": brotli.compress(TEXT, quality=4),
    "zstd": zstd.compress(TEXT),
    " zstd": zstd.compress(TEXT[:100]) + zstd.compress(TEXT[100:]),
    "identity": TEXT,
    "": TEXT,
    "identity, gzip": gzip.compress(TEXT),
}


def decoded(encoding, data, cap=10**7, step=1000, **options):
    body = Body(encoding, cap, **options)
    for start in range(0, len(data), step):
        body.add(data[start : start + step])
    return body.finish()


@pytest.mark.parametrize("step", [1 << 20, 777, 2])
@pytest.mark.parametrize("encoding", ENCODED)
def test_every_encoding_is_undone_however_it_is_cut(encoding, step):
    assert decoded(encoding, ENCODED[encoding], step=step) == TEXT


@pytest.mark.parametrize("encoding", ["gzip", "deflate", "br", "zstd"])
def test_a_bomb_is_refused_with_little_memory(encoding):
    zeros = bytes(1 << 24)
    bomb = {
        "gzip": gzip.compress,
        "deflate": zlib.compress,
        "br": lambda d: brotli.compress(d, quality=1),
        "zstd": zstd.compress,
    }
    data = bomb[encoding](zeros)
    tracemalloc.start()
    try:
        with pytest.raises(Reject) as refused:
            decoded(encoding, data, cap=100_000, step=1 << 20)
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert refused.value.code is Code.TOO_LARGE
    assert peak < 100_000 + 16 * PIECE


def test_a_body_of_exactly_the_cap_passes():
    assert decoded("gzip", gzip.compress(b"x" * 5000), cap=5000) == b"x" * 5000


def test_a_truncating_body_keeps_what_fits():
    assert decoded("gzip", gzip.compress(b"x" * 5000), cap=100, truncates=True) == b"x" * 100


@pytest.mark.parametrize("encoding", ["gzip", "deflate", "br", "zstd"])
def test_a_cut_stream_is_an_error(encoding):
    with pytest.raises(Reject) as refused:
        decoded(encoding, ENCODED[encoding][:-9])
    assert refused.value.code is Code.BAD_ENCODING


@pytest.mark.parametrize("encoding", ["gzip", "deflate", "br", "zstd"])
def test_a_body_that_is_not_what_it_says_is_an_error(encoding):
    with pytest.raises(Reject) as refused:
        decoded(encoding, b"<rss version='2.0'>" + b"plain text " * 50)
    assert refused.value.code is Code.BAD_ENCODING


def test_a_wrong_checksum_is_an_error():
    damaged = bytearray(ENCODED["gzip"])
    damaged[-5] ^= 0xFF
    with pytest.raises(Reject) as refused:
        decoded("gzip", bytes(damaged))
    assert refused.value.code is Code.BAD_ENCODING


def test_a_window_of_terabytes_is_not_granted():
    frame = b"\x28\xb5\x2f\xfd\x00\xf8" + b"\x01\x00\x00"
    with pytest.raises(Reject) as refused:
        decoded("zstd", frame + bytes(100))
    assert refused.value.code is Code.BAD_ENCODING


@pytest.mark.parametrize("encoding", ["gzip, gzip", "br,gzip", "compress", "utf-8", "gzip;q=1", "\x1b[31m"])
def test_stacked_and_unknown_encodings_are_refused(encoding):
    with pytest.raises(Reject) as refused:
        Body(encoding, 10)
    assert refused.value.code is Code.BAD_ENCODING
    assert refused.value.detail.isprintable()


def test_padding_after_the_stream_is_ignored():
    assert decoded("gzip", ENCODED["gzip"] + bytes(512)) == TEXT


def test_an_empty_body_needs_no_stream():
    assert decoded("gzip", b"") == b""
