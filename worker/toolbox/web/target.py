"""A URL taken apart for one request, and the addresses it may be sent to."""

import base64
from collections.abc import Iterable
from typing import NamedTuple
from urllib.parse import unquote

import ada_url

from schemas.codes import Code
from schemas.outcomes import Reject
from worker.toolbox.web.guard import Judgement, Rule, judge, parse_rules
from worker.toolbox.web.resolve import DNS_TIMEOUT_S, Endpoint, Resolve, system_resolver

MAX_URL = 8_192
MAX_ADDRESSES = 4
_PORTS = {"http:": 80, "https:": 443}


class Target(NamedTuple):
    """One hop: `url` has no user info and no fragment, `host` is what names resolve, `path` goes on the wire."""

    url: str
    secure: bool
    host: str
    port: int
    authority: str
    path: str

    @property
    def origin(self) -> tuple[bool, str, int]:
        """What credentials are bound to (RFC 6454)."""
        return self.secure, self.host, self.port


def _parse(url: str, base: str | None) -> ada_url.URL:
    if len(url) > MAX_URL:
        raise Reject(Code.BAD_URL, "the URL is too long")
    try:
        parsed = ada_url.URL(url, base=base) if base else ada_url.URL(url)
    except (ValueError, UnicodeError):
        raise Reject(Code.BAD_URL, "the URL cannot be read") from None
    if parsed.protocol not in _PORTS:
        raise Reject(Code.BAD_URL, "the scheme is not http or https")
    if not parsed.hostname.strip(".") or len(parsed.href) > MAX_URL:
        raise Reject(Code.BAD_URL, "the URL has no host or is too long")
    return parsed


def parse_target(url: str, base: str | None = None) -> Target:
    """Return the target of `url`, resolved against `base`. Raise Reject(BAD_URL) when it is no http(s) URL."""
    parsed = _parse(url, base)
    parsed.username = ""
    parsed.password = ""
    parsed.hash = ""
    return Target(
        url=parsed.href,
        secure=parsed.protocol == "https:",
        host=parsed.hostname.removeprefix("[").removesuffix("]"),
        port=int(parsed.port) if parsed.port else _PORTS[parsed.protocol],
        authority=parsed.host,
        path=parsed.pathname + parsed.search,
    )


def basic_credentials(url: str) -> str | None:
    """Return the Authorization value for the user info of `url` (RFC 7617), or None when it has none."""
    parsed = _parse(url, None)
    if not parsed.username and not parsed.password:
        return None
    pair = f"{unquote(parsed.username)}:{unquote(parsed.password)}"
    return "Basic " + base64.b64encode(pair.encode("utf-8", "replace")).decode("ascii")


def endpoints(target: Target, resolve: Resolve, rules: frozenset[Rule], timeout_s: float) -> list[Endpoint]:
    """Resolve the host of `target` once and return the endpoints that may be connected to, at most four.

    Raise Retry(DNS_FAILURE) when the name leads nowhere and Reject(PRIVATE_ADDRESS) when no address passes
    the guard. A host with public and internal addresses is reached at the public ones only.
    """
    found = resolve(target.host, target.port, timeout_s)
    judged = [(endpoint, judge(target.host, target.port, endpoint.address, rules)) for endpoint in found]
    passed = [endpoint for endpoint, judgement in judged if judgement.allowed]
    if not passed:
        kinds = sorted({str(judgement.kind) for _, judgement in judged})
        raise Reject(Code.PRIVATE_ADDRESS, f"{target.host} port {target.port} is {', '.join(kinds)}")
    return passed[:MAX_ADDRESSES]


class Explanation(NamedTuple):
    """How the guard sees a URL: the host, its addresses with their judgements, and the verdict."""

    url: str
    host: str
    port: int
    judgements: tuple[Judgement, ...]

    @property
    def allowed(self) -> bool:
        """Whether a connection would be opened."""
        return any(judgement.allowed for judgement in self.judgements)

    @property
    def lines(self) -> tuple[str, ...]:
        """The explanation for a person: one line for the host, one per address, one for the verdict."""
        verdict = "allowed" if self.allowed else f"refused ({Code.PRIVATE_ADDRESS})"
        found = (f"  {judgement}" for judgement in self.judgements)
        return (f"{self.host} port {self.port}", *found, f"verdict: {verdict}")


def explain(url: str, allow: Iterable[str], resolve: Resolve = system_resolver) -> Explanation:
    """Return how the guard sees `url` under the rules `allow`.

    Raise what a fetch of it would: Reject(BAD_URL), Retry(DNS_FAILURE); ValueError for a bad rule.
    """
    target, rules = parse_target(url), parse_rules(allow)
    found = resolve(target.host, target.port, DNS_TIMEOUT_S)
    judgements = tuple(judge(target.host, target.port, endpoint.address, rules) for endpoint in found)
    return Explanation(target.url, target.host, target.port, judgements)
