"""Records of a WARC file: their headers and, of those that are wanted, their content."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import BinaryIO, NamedTuple

from worker.warc.source import Bomb, Damaged, Source, open_source

MAX_LINE, MAX_HEADERS = 16_384, 100
# The largest page that is read, with room for what is wrapped around it.
MAX_CONTENT = 10_000_000
# A file with more places like that is no archive: each may cost a look at much of it.
MAX_DAMAGE = 1_000
MAX_BLANKS = 16
_MAX_DIGITS = 15


class Record(NamedTuple):
    """A record: `number` from 1, headers by lower-case name, and its content or the `problem` it has instead."""

    number: int
    headers: dict[str, str]
    content: bytes = b""
    problem: str = ""
    too_large: bool = False


def records(file: BinaryIO, path: Path, wanted: Callable[[dict[str, str]], bool]) -> Iterator[Record]:
    """Yield the records whose headers are `wanted`, and each place that cannot be read, in the order of the file.

    Never raises but for what reading the file raises (OSError). What is not wanted is passed over unread.
    """
    number = damage = 0
    try:
        for found in _places(open_source(file, path), wanted):
            number += 1
            damage += found is not None and not found.headers
            if found is not None:
                yield found._replace(number=number)
            if damage > MAX_DAMAGE:
                yield Record(number, {}, problem=f"more than {MAX_DAMAGE} places are damaged; the rest is not read")
                return
    except Bomb:
        yield Record(number + 1, {}, problem="the file unpacks to far more than an archive does", too_large=True)


def _places(source: Source, wanted: Callable[[dict[str, str]], bool]) -> Iterator[Record | None]:
    """Yield a record for each place that holds one: None when it is not wanted."""
    more = True
    while more:
        try:
            headers = _headers(source)
            if headers is None:
                more = source.next_part()
            else:
                yield _content(source, headers, wanted(headers))
        except Damaged as reason:
            more = source.restart()
            yield Record(0, {}, problem=str(reason))


def _headers(source: Source) -> dict[str, str] | None:
    """Return the headers of the next record, or None at the end of this part. Raises `Damaged`."""
    line = source.line(MAX_LINE)
    for _ in range(MAX_BLANKS):
        if line not in (b"\r\n", b"\n"):
            break
        line = source.line(MAX_LINE)
    if not line:
        return None
    if not line.startswith(b"WARC/"):
        raise Damaged("no WARC record begins here")
    return _fields(source)


def _fields(source: Source) -> dict[str, str]:
    found: dict[str, str] = {}
    name = ""
    for _ in range(MAX_HEADERS):
        line = source.line(MAX_LINE)
        if not line.endswith(b"\n"):
            raise Damaged("its headers are cut or too long")
        text = line.decode("utf-8", "replace").rstrip("\r\n")
        if not text:
            return found
        if text[0] in " \t" and name:
            found[name] = f"{found[name]} {text.strip()}"[:MAX_LINE]
            continue
        name, colon, value = text.partition(":")
        name = name.strip().lower()
        if not colon or not name:
            raise Damaged("its headers cannot be read")
        found.setdefault(name, value.strip())
    raise Damaged(f"more than {MAX_HEADERS} headers")


def _content(source: Source, headers: dict[str, str], wanted: bool) -> Record | None:
    length = headers.get("content-length", "")
    if not (length.isascii() and length.isdecimal()) or len(length) > _MAX_DIGITS:
        raise Damaged("its Content-Length cannot be read")
    size = int(length)
    kept = wanted and size <= MAX_CONTENT
    content = source.take(size) if kept else b""
    if (len(content) if kept else source.skip(size)) < size:
        raise Damaged("it is cut short")
    if kept:
        return Record(0, headers, content)
    too_large = f"{size} bytes, {MAX_CONTENT} allowed"
    return Record(0, headers, problem=too_large, too_large=True) if wanted else None
