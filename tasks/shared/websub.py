"""WebSub (W3C Recommendation of 23 January 2018), the subscriber's side of the protocol: pure rules, no effects."""

import hashlib
import hmac
from collections.abc import Mapping, Sequence
from typing import Literal, NamedTuple

from tasks.shared.urls import absolute

Mode = Literal["subscribe", "unsubscribe"]
SUBSCRIBE: Mode = "subscribe"
UNSUBSCRIBE: Mode = "unsubscribe"

# Section 8 advises against leases without end; ten days are what most hubs give.
WANTED_LEASE_S = 10 * 86_400.0
LEAST_LEASE_S, MOST_LEASE_S = 300.0, 30 * 86_400.0
MAX_CHALLENGE = 4_096
MAX_LINKS = 50
_MAX_DIGITS = 12
_MAX_HEADER = 16_384

# Section 5.1.2 names these four. SHA-1 is what most hubs sign with; as an HMAC it is still sound.
METHODS = {"sha1": hashlib.sha1, "sha256": hashlib.sha256, "sha384": hashlib.sha384, "sha512": hashlib.sha512}
_HEX = frozenset("0123456789abcdef")


def signature_fits(header: str, secret: str, body: bytes) -> bool:
    """Tell whether X-Hub-Signature (`method=hex`, section 7.1) signs the raw `body` with `secret`.

    Compared in constant time. A missing header, another method or anything that is no such value does not fit.
    """
    method, _, given = header.strip().partition("=")
    digest = METHODS.get(method.lower())
    given = given.lower()
    if digest is None or not secret or len(given) != 2 * digest().digest_size or not _HEX.issuperset(given):
        return False
    return hmac.compare_digest(hmac.new(secret.encode(), body, digest).hexdigest(), given)


def lease_s(given: str) -> float:
    """Return the lease in seconds that a hub's `hub.lease_seconds` means to us: five minutes to thirty days.

    The hub's word counts (section 5.3), but zero, a negative, missing or unreadable one would renew without end, and
    a huge one would trust it for ever.
    """
    text = given.strip()
    if not (text.isascii() and text.isdecimal()):
        return LEAST_LEASE_S
    seconds = float(text) if len(text) <= _MAX_DIGITS else MOST_LEASE_S
    return min(max(seconds, LEAST_LEASE_S), MOST_LEASE_S)


class Intent(NamedTuple):
    """What a hub asks at a callback: `mode` is subscribe, unsubscribe or denied."""

    mode: str
    topic: str
    challenge: str = ""
    lease_s: float = LEAST_LEASE_S
    reason: str = ""


def read_intent(query: Mapping[str, Sequence[str]]) -> Intent | None:
    """Read the query of a verification of intent (section 5.3) or a denial (5.2); None when it is neither.

    A parameter given twice could mean one thing to us and another to whoever wrote it: it means nothing.
    """
    if any(len(values) != 1 for name, values in query.items() if name.startswith("hub.")):
        return None
    told = {name: values[0] for name, values in query.items() if name.startswith("hub.")}
    mode, topic, challenge = told.get("hub.mode", ""), told.get("hub.topic", ""), told.get("hub.challenge", "")
    if mode == "denied":
        return Intent(mode, topic, reason=told.get("hub.reason", "")[:200])
    if mode not in (SUBSCRIBE, UNSUBSCRIBE) or not 0 < len(challenge) <= MAX_CHALLENGE:
        return None
    return Intent(mode, topic, challenge, lease_s(told.get("hub.lease_seconds", "")))


def request_form(mode: Mode, *, topic: str, callback: str, secret: str) -> dict[str, str]:
    """Return the form of a subscription request (section 5.1)."""
    form = {"hub.mode": mode, "hub.topic": topic, "hub.callback": callback}
    if mode == SUBSCRIBE:
        form |= {"hub.secret": secret, "hub.lease_seconds": str(int(WANTED_LEASE_S))}
    return form


class Offer(NamedTuple):
    """A feed's word that it can be had by push: its hubs in order, and the URL that they know it by."""

    hubs: tuple[str, ...]
    topic: str


def offer_of(pairs: Sequence[tuple[str, str]], base: str) -> Offer | None:
    """Return what (rel, URL) pairs offer, those of headers first (section 4); None without a hub and a self."""
    hubs: dict[str, None] = {}
    topic = ""
    for rel, link in pairs[:MAX_LINKS]:
        names = rel.lower().split()
        url = absolute(base, link)
        if url is None:
            continue
        if "hub" in names:
            hubs[url] = None
        if "self" in names and not topic:
            topic = url
    return Offer(tuple(hubs), topic) if hubs and topic else None


def link_header(value: str) -> list[tuple[str, str]]:
    """Return the (rel, URL) pairs of a Link header (RFC 8288 section 3), as far as it can be read.

    Walks it once from left to right: commas and semicolons may stand inside angle brackets and quotes.
    """
    pairs: list[tuple[str, str]] = []
    rest = value[:_MAX_HEADER]
    while len(pairs) < MAX_LINKS and "<" in rest:
        url, closed, rest = rest.partition("<")[2].partition(">")
        if not closed:
            break
        parameters, rest = _parameters(rest)
        rel = next((text for name, text in parameters if name == "rel"), "")
        # A link about another document (`anchor`) says nothing of this one.
        if rel and not any(name == "anchor" for name, _ in parameters):
            pairs.append((rel, url))
    return pairs


def _parameters(text: str) -> tuple[list[tuple[str, str]], str]:
    """Read `; name=value` up to the comma that ends the link; return them and what follows."""
    parts, part, quoted = [], "", False
    end = len(text)
    for place, character in enumerate(text):
        if character == '"':
            quoted = not quoted
        elif character == "," and not quoted:
            end = place + 1
            break
        elif character == ";" and not quoted:
            parts.append(part)
            part = ""
        else:
            part += character
    named = [each.partition("=") for each in (*parts, part)]
    return [(name.strip().lower(), given.strip()) for name, _, given in named], text[end:]
