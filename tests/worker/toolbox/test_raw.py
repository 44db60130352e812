import os
import threading
from hashlib import sha256

import pytest

from schemas.codes import Code
from schemas.outcomes import Retry
from worker.toolbox.raw import RawStore

BODY = b"<p>Tokyo</p>" * 50


@pytest.fixture
def raw(tmp_path):
    return RawStore(tmp_path / "raw")


def files(raw):
    return [path for path in raw.root.rglob("*") if path.is_file()]


def missing(raw, key):
    with pytest.raises(Retry) as caught:
        raw.get(key)
    return caught.value.code is Code.RAW_MISSING


@pytest.mark.parametrize("body", [b"", b"\x00\xff", BODY], ids=["empty", "binary", "page"])
def test_what_is_put_comes_back_under_its_digest(raw, body):
    key = raw.put(body)
    assert key == sha256(body).hexdigest()
    assert raw.get(key) == body


def test_put_twice_is_one_file(raw):
    assert raw.put(BODY) == raw.put(BODY)
    (stored,) = files(raw)
    assert stored.stat().st_size < len(BODY)


def test_put_again_makes_a_body_young(raw):
    raw.put(BODY)
    (stored,) = files(raw)
    os.utime(stored, (0, 0))
    raw.put(BODY)
    assert stored.stat().st_mtime > 0


def test_put_at_once_from_many_is_one_file(raw):
    threads = [threading.Thread(target=raw.put, args=(BODY,)) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(20)
    assert len(files(raw)) == 1
    assert raw.get(sha256(BODY).hexdigest()) == BODY


def test_a_body_that_was_never_put_is_missing(raw):
    assert missing(raw, "0" * 64)


@pytest.mark.parametrize("damage", [b"", b"nonsense", None], ids=["emptied", "overwritten", "cut"])
def test_a_damaged_body_is_missing_and_can_be_put_again(raw, damage):
    key = raw.put(BODY)
    (path,) = files(raw)
    path.write_bytes(path.read_bytes()[:20] if damage is None else damage)
    assert missing(raw, key)
    assert raw.put(BODY) == key
    assert raw.get(key) == BODY


def test_a_body_that_is_another_is_missing(raw):
    key, other = raw.put(BODY), raw.put(b"other")
    raw._path(other).replace(raw._path(key))
    assert missing(raw, key)
    raw.put(BODY)
    assert raw.get(key) == BODY
