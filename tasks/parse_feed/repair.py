"""Mending what real feeds get wrong in XML, in linear time and without guessing at structure."""

import re
from html.entities import html5

_DECLARATION = re.compile(r"^<\?xml[^<>]{0,500}\?>")
_ILLEGAL = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_REFERENCE = re.compile(r"&(?:#(?P<number>\d{1,8}|[xX][0-9A-Fa-f]{1,7});|(?P<name>[A-Za-z][A-Za-z0-9]{1,31});)?")
_XML_NAMES = frozenset({"amp", "lt", "gt", "quot", "apos"})
_PREFIX = re.compile(r"</?([A-Za-z_][\w.-]{0,40}):|\s([A-Za-z_][\w.-]{0,40}):[\w.-]{1,60}\s{0,5}=")
_BOUND = re.compile(r"xmlns:([\w.-]{1,40})")
_ROOT = re.compile(r"<([A-Za-z_][\w.:-]{0,60})")
_CDATA = "<![CDATA["
_CDATA_END = "]]>"
_NAMESPACES = {
    "atom": "http://www.w3.org/2005/Atom",
    "content": "http://purl.org/rss/1.0/modules/content/",
    "dc": "http://purl.org/dc/elements/1.1/",
    "dcterms": "http://purl.org/dc/terms/",
    "feedburner": "http://rssnamespace.org/feedburner/ext/1.0",
    "georss": "http://www.georss.org/georss",
    "itunes": "http://www.itunes.com/dtds/podcast-1.0.dtd",
    "media": "http://search.yahoo.com/mrss/",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "slash": "http://purl.org/rss/1.0/modules/slash/",
    "sy": "http://purl.org/rss/1.0/modules/syndication/",
    "thr": "http://purl.org/syndication/thread/1.0",
    "wfw": "http://wellformedweb.org/CommentAPI/",
    "xhtml": "http://www.w3.org/1999/xhtml",
    "xlink": "http://www.w3.org/1999/xlink",
}
_RESERVED = frozenset({"xml", "xmlns"})


def as_document(text: str) -> str:
    """Return `text` as a UTF-8 XML document: one fresh declaration, nothing before it, no illegal characters."""
    start = text.find("<")
    body = _DECLARATION.sub("", text[max(start, 0) :], count=1)
    return '<?xml version="1.0" encoding="utf-8"?>' + _ILLEGAL.sub("", body)


def mend(document: str) -> str:
    """Return `document` with HTML entities resolved, bare ampersands escaped and missing namespaces declared."""
    return _bind_prefixes("".join(_mended_parts(document)))


def _mended_parts(document: str) -> list[str]:
    if document.count("&") > MAX_REFERENCES:
        return [document]
    # Inside CDATA an ampersand is only a character.
    first, *rest = document.split(_CDATA)
    parts = [_REFERENCE.sub(_resolve, first)]
    for section in rest:
        data, end, after = section.partition(_CDATA_END)
        parts.append(f"{_CDATA}{data}{_CDATA_END}" + (_REFERENCE.sub(_resolve, after) if end else ""))
    return parts


def _resolve(match: re.Match[str]) -> str:
    number, name = match.group("number"), match.group("name")
    if number:
        return match.group() if _is_xml_character(number) else "\ufffd"
    if name in _XML_NAMES:
        return match.group()
    character = html5.get(f"{name};") if name else None
    if character and not set(character) & set("<>&\"'"):
        return character
    return "&amp;" + match.group()[1:]


def _is_xml_character(number: str) -> bool:
    code = int(number[1:], 16) if number[0] in "xX" else int(number)
    return code <= LAST_CODE_POINT and not _ILLEGAL.match(chr(code))


def _bind_prefixes(document: str) -> str:
    root = _ROOT.search(document)
    if root is None:
        return document
    missing = sorted(_used_prefixes(document) - set(_BOUND.findall(document)) - _RESERVED)[:MAX_BOUND]
    bound = "".join(f' xmlns:{prefix}="{_NAMESPACES.get(prefix, f"urn:x-undeclared:{prefix}")}"' for prefix in missing)
    return document[: root.end()] + bound + document[root.end() :]


def _used_prefixes(document: str) -> set[str]:
    used: set[str] = set()
    for match in _PREFIX.finditer(document):
        used.update(prefix for prefix in match.groups() if prefix)
        if len(used) > MAX_PREFIXES:
            break
    return used


LAST_CODE_POINT = 0x10FFFF
# Parsers look a namespace up in a list: a flood of them would cost quadratic time.
MAX_BOUND = 32
MAX_PREFIXES = 1_000
# What a broken feed has more of is left as it is: each costs 100 bytes while it is resolved.
MAX_REFERENCES = 500_000
