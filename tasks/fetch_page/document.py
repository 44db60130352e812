"""What kind of document an answer carries."""

from schemas.codes import Code
from schemas.http import Answer
from schemas.outcomes import Reject
from tasks.shared.http_headers import media_type

_HTML = frozenset({"text/html", "application/xhtml+xml"})
# Types that servers give to pages when they do not know better: the first bytes decide then.
_VAGUE = frozenset({"", "text/plain", "application/octet-stream", "application/xml", "text/xml", "unknown/unknown"})
_SNIFFED = 1_024
_HTML_STARTS = (
    b"<!doctype html",
    b"<html",
    b"<head",
    b"<body",
    b"<!--",
    b"<?xml",
    b"<article",
    b"<div",
    b"<p>",
    b"<h1",
)


def document_type(answer: Answer) -> tuple[str, str | None]:
    """Return (media type, charset) of a page: `text/html` or `text/plain`.

    Raise Reject(UNSUPPORTED_TYPE) for anything else (PDF, images, feeds, JSON), Reject(EMPTY_PAGE) when there
    are no bytes at all.
    """
    if not answer.body.strip():
        raise Reject(Code.EMPTY_PAGE, "the page has no bytes")
    declared, charset = media_type(answer.headers)
    if declared in _HTML:
        return "text/html", charset
    if declared not in _VAGUE:
        raise Reject(Code.UNSUPPORTED_TYPE, _printable(declared))
    start = answer.body[:_SNIFFED].removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    if start.startswith(_HTML_STARTS) and b"<rss" not in start and b"<feed" not in start:
        return "text/html", charset
    if declared == "text/plain" and b"\0" not in start:
        return "text/plain", charset
    raise Reject(Code.UNSUPPORTED_TYPE, _printable(declared) or "no type given, and the bytes are no page")


def _printable(declared: str) -> str:
    return "".join(character for character in declared if character.isprintable())[:80]
