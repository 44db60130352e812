"""URLs by the WHATWG standard: one canonical form, and nothing else ever parses a URL by hand."""

import re

import ada_url

from tasks.shared.tracking import without_tracking

MAX_URL = 8_192
_SCHEMES = ("http:", "https:")
_ESCAPE = re.compile(r"%[0-9A-Fa-f]{2}")
_TWINS = frozenset({"www", "www2", "m", "mobile", "mobil", "amp", "touch", "wap", "lite"})
# Under these, countries register names at the third level.
_SECOND_LEVEL = frozenset({"ac", "co", "com", "edu", "gob", "gouv", "gov", "ne", "net", "or", "org"})
_UNRESERVED = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")


def _parse(url: str, base: str | None = None) -> ada_url.URL | None:
    if len(url) > MAX_URL:
        return None
    try:
        parsed = ada_url.URL(url, base=base) if base else ada_url.URL(url)
    except (ValueError, UnicodeError):
        # A lone surrogate fails in the encoding, before the parser sees it.
        return None
    named = parsed.protocol in _SCHEMES and parsed.hostname.strip(".")
    return parsed if named and len(parsed.href) <= MAX_URL else None


def _normal_escape(match: re.Match[str]) -> str:
    character = chr(int(match.group()[1:], 16))
    return character if character in _UNRESERVED else match.group().upper()


def canonical(url: str) -> str:
    """Return the one form of an http(s) `url` that equal addresses share.

    On top of WHATWG parsing (lower-case host, IDNA, dot segments, default port): no fragment, no user
    info, no final dot of the host, no empty query, no tracking parameters, and escapes normalised by
    RFC 3986 section 6.2.2. The scheme, the final slash and the order of parameters stay: they can choose
    what is served. Raise ValueError when `url` is no http(s) URL or longer than 8,192 characters.
    """
    parsed = _parse(url)
    if parsed is None:
        raise ValueError("not an http(s) URL")
    name = parsed.hostname.rstrip(".")
    port = f":{parsed.port}" if parsed.port else ""
    path = _ESCAPE.sub(_normal_escape, parsed.pathname)
    query = _ESCAPE.sub(_normal_escape, without_tracking(parsed.search[1:], name))
    return f"{parsed.protocol}//{name}{port}{path}" + (f"?{query}" if query else "")


def host(url: str) -> str:
    """Return the host name of `url` in lower case and ASCII, or "" when it is no http(s) URL."""
    parsed = _parse(url)
    return parsed.hostname if parsed else ""


def is_front_page(url: str) -> bool:
    """Return whether `url` names no more than its host."""
    parsed = _parse(url)
    return parsed is not None and parsed.pathname == "/" and not parsed.search


def outlet(name: str) -> str:
    """Return a host name less the labels under which a site shows the same pages to phones and the like.

    `www.`, `m.`, `mobile.`, `amp.` and their kin, at the front or second ("en.m.example.org"): two names with one
    outlet are run by one hand. What may be a registered name stays, whatever it is ("m.example", "m.co.uk").
    """
    labels = name.removesuffix(".").split(".")
    own = 3 if len(labels) > 2 and labels[-2] in _SECOND_LEVEL and len(labels[-1]) == 2 else 2  # noqa: PLR2004
    front, rest = labels[:-own][:2], labels[:-own][2:] + labels[-own:]
    return ".".join([label for label in front if label not in _TWINS] + rest)


def server(url: str) -> str:
    """Return the server of `url` as pacing counts servers: the host, and the port unless it is the scheme's own.

    "" when it is no http(s) URL.
    """
    parsed = _parse(url)
    return parsed.host if parsed else ""


def absolute(base: str, link: str) -> str | None:
    """Return `link` resolved against `base` as an http(s) URL without user info, or None if it is none."""
    parsed = _parse(link.strip(), base) if is_http(base) else _parse(link.strip())
    if parsed is None or not link.strip():
        return None
    parsed.username = ""
    parsed.password = ""
    return parsed.href


def is_http(url: str) -> bool:
    """Return whether `url` is an absolute http(s) URL of at most 8,192 characters."""
    return _parse(url) is not None
