"""Plain text out of feed fields that may hold HTML, in linear time."""

import html
import re

_TAG = re.compile(r"<(?:[A-Za-z/?]|!--)[^<>]*+>")
_SPACE = re.compile(r"\s+")
_INVISIBLE = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200b\u2028-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb\ufffe\uffff]"
)
_SURROGATE = re.compile(r"[\ud800-\udfff]")
_BREAK = re.compile(r"</?(?:p|div|br|li|h[1-6]|td|tr|blockquote)\b[^<>]*+>", re.IGNORECASE)
# What publishers put where they cut an article short.
_CUT = re.compile(
    r"(?:\[?(?:…|\.\.\.)\]?|\b(?:continue|keep) reading|\bread (?:more|on|the (?:full|rest))\b.{0,60})\W*$",
    re.IGNORECASE,
)
_END = 90


def encodable(text: str) -> str:
    """Return `text` with lone surrogates replaced, so that it can be written as UTF-8."""
    return text if text.isascii() else _SURROGATE.sub("\ufffd", text)


def plain(markup: str) -> str:
    """Return the text of `markup`: no tags, entities resolved, one line, no control characters."""
    text = html.unescape(_TAG.sub("", _BREAK.sub(" ", markup)))
    return _SPACE.sub(" ", _INVISIBLE.sub("", encodable(text))).strip()


def cut(text: str, limit: int) -> str:
    """Return `text` cut at a word before `limit` characters, with an ellipsis where it was cut."""
    if len(text) <= limit:
        return text
    head, space, _ = text[:limit].rpartition(" ")
    return (head if space and len(head) > limit // 2 else text[: limit - 1]) + "…"


def as_markup(text: str) -> str:
    """Return plain `text` as HTML, one paragraph for each run of lines."""
    return "".join(f"<p>{html.escape(part.strip())}</p>" for part in text.split("\n\n") if part.strip())


def is_excerpt(text: str) -> bool:
    """Return whether plain `text` ends like something that goes on elsewhere."""
    return _CUT.search(text[-_END:]) is not None
