"""From a path or URL to entries: what `ingest` pushes through the queues and `parse` reads on the spot."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any, Protocol
from uuid import uuid4

import orjson

from schemas import ids
from schemas.codes import Code
from schemas.events import EntryFound, Hints
from schemas.outcomes import Reject
from tasks.shared.urls import canonical, is_http
from worker.warc import Capture, captures

HTML, TEXT, ARTICLE_JSON = "text/html", "text/plain", "application/vnd.slugline.article+json"
MEDIA_TYPES = {".html": HTML, ".htm": HTML, ".xhtml": HTML, ".txt": TEXT, ".md": TEXT, ".markdown": TEXT}
LINES = frozenset({".jsonl", ".ndjson"})
WARC = (".warc", ".warc.gz")
MAX_BYTES = 5_000_000


class Raw(Protocol):
    """Where bodies go."""

    def put(self, data: bytes) -> str:
        """Store `data` and return its key."""
        ...


@dataclass(frozen=True)
class Item:
    """One article to be taken in, or why it cannot be. `source` names it to the person who gave it."""

    source: str
    entry: EntryFound | None = None
    problem: Reject | None = None


def items(given: str, raw: Raw) -> Iterator[Item]:
    """Yield the articles that a path or URL stands for. Never raises: what is wrong is an item, too."""
    try:
        if is_http(given):
            yield Item(given, _from_url(given))
        else:
            yield from _from_file(Path(given), raw)
    except Reject as problem:
        yield Item(given, problem=problem)
    except OSError as error:
        yield Item(given, problem=Reject(Code.BAD_INPUT, error.strerror or str(error)))


def _from_url(url: str) -> EntryFound:
    try:
        identity = canonical(url)
    except ValueError as error:
        raise Reject(Code.BAD_URL, str(error)) from error
    # A page that is pushed again is looked at again: the digest is new every time.
    return EntryFound(entry_id=ids.entry_id(None, identity), identity=identity, url=url, digest=uuid4().hex)


def _from_file(path: Path, raw: Raw) -> Iterator[Item]:
    if str(path) == "-":
        raise Reject(Code.BAD_INPUT, "standard input is not read; give a file")
    if path.is_dir():
        raise Reject(Code.BAD_INPUT, "a directory; give its files")
    if not path.exists():
        raise Reject(Code.BAD_INPUT, "no such file")
    if path.name.lower().endswith(WARC):
        yield from _from_warc(path, raw)
        return
    suffix = path.suffix.lower()
    if suffix in LINES:
        yield from _from_lines(path, raw)
        return
    if suffix not in MEDIA_TYPES:
        known = ", ".join(sorted({*MEDIA_TYPES, *LINES, *WARC}))
        raise Reject(Code.UNSUPPORTED_TYPE, f"the name must end in one of {known}")
    if path.stat().st_size > MAX_BYTES:
        raise Reject(Code.TOO_LARGE, f"more than {MAX_BYTES // 1_000_000} MB")
    yield Item(str(path), _entry(path.read_bytes(), MEDIA_TYPES[suffix], raw))


def _from_lines(path: Path, raw: Raw) -> Iterator[Item]:
    with path.open("rb") as file:
        yield from from_lines(file, f"{path}:", raw)


def _from_warc(path: Path, raw: Raw) -> Iterator[Item]:
    for capture in captures(path):
        source = f"{path}:{capture.number}"
        yield Item(source, problem=capture.problem) if capture.problem else Item(source, _captured(capture, raw))


def _captured(capture: Capture, raw: Raw) -> EntryFound:
    return EntryFound(
        entry_id=ids.entry_id(None, capture.identity),
        identity=capture.identity,
        url=capture.url,
        hints=Hints(fetched=capture.fetched),
        body_key=raw.put(capture.body),
        media_type=HTML,
        charset=capture.charset,
        digest=sha256(capture.body).hexdigest(),
    )


def from_lines(
    lines: Iterable[bytes], prefix: str, raw: Raw, check: Callable[[bytes], object] = bool
) -> Iterator[Item]:
    """Yield an article for each line that is not blank, named `prefix` and its number from 1. Never raises.

    `check` may refuse a line by raising `Reject` before anything of it is stored.
    """
    for number, line in enumerate(lines, start=1):
        if line.strip():
            source = f"{prefix}{number}"
            try:
                check(line)
                yield Item(source, _from_line(line.strip(), raw))
            except Reject as problem:
                yield Item(source, problem=problem)


def _from_line(line: bytes, raw: Raw) -> EntryFound:
    if len(line) > MAX_BYTES:
        raise Reject(Code.TOO_LARGE, f"more than {MAX_BYTES // 1_000_000} MB in a line")
    try:
        given: Any = orjson.loads(line)
    except orjson.JSONDecodeError as error:
        raise Reject(Code.BAD_INPUT, f"not JSON: {error}") from error
    if not isinstance(given, dict):
        raise Reject(Code.BAD_INPUT, "a line must be a JSON object")
    url, name = given.get("url"), given.get("id")
    return _entry(
        line,
        ARTICLE_JSON,
        raw,
        url=url if isinstance(url, str) and is_http(url) else None,
        external_id=str(name) if isinstance(name, str | int) else None,
    )


def _entry(
    data: bytes, media_type: str, raw: Raw, *, url: str | None = None, external_id: str | None = None
) -> EntryFound:
    digest = sha256(data).hexdigest()
    identity = url or (f"id:{external_id}" if external_id else f"sha256:{digest}")
    return EntryFound(
        entry_id=ids.entry_id(None, identity),
        identity=identity,
        url=url,
        hints=Hints(external_id=external_id),
        body_key=raw.put(data),
        media_type=media_type,
        digest=digest,
    )
