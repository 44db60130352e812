"""Which addresses may be reached: judged on the numbers that are connected to, never on the name."""

from collections.abc import Iterable
from enum import StrEnum
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address
from typing import NamedTuple

import ada_url

Address = IPv4Address | IPv6Address


class AddressClass(StrEnum):
    """What an address is for; only `PUBLIC` is reached without an allow rule."""

    PUBLIC = "public"
    UNSPECIFIED = "unspecified"
    LOOPBACK = "loopback"
    PRIVATE = "private"
    LINK_LOCAL = "link_local"
    METADATA = "metadata"
    CGNAT = "cgnat"
    MULTICAST = "multicast"
    RESERVED = "reserved"
    UNIQUE_LOCAL = "unique_local"
    SITE_LOCAL = "site_local"
    EMBEDDED_V4 = "embedded_v4"


# Cloud metadata services, some of them at addresses that look public or belong to a wider class.
_METADATA = frozenset(
    ip_address(text)
    for text in (
        "169.254.169.254",
        "169.254.169.253",
        "169.254.169.123",
        "169.254.170.2",
        "169.254.170.23",
        "100.100.100.200",
        "168.63.129.16",
        "192.0.0.192",
        "fd00:ec2::254",
        "fd00:ec2::23",
        "fd20:ce::254",
        "fe80::a9fe:a9fe",
    )
)
# The IANA special-purpose registries (RFC 6890 and updates), first match wins. `ipaddress.is_global` is
# not used: its answer changed between Python releases (CVE-2024-4032).
_V4: tuple[tuple[IPv4Network, AddressClass], ...] = tuple(
    (IPv4Network(block), kind)
    for block, kind in (
        ("0.0.0.0/8", AddressClass.UNSPECIFIED),
        ("10.0.0.0/8", AddressClass.PRIVATE),
        ("100.64.0.0/10", AddressClass.CGNAT),
        ("127.0.0.0/8", AddressClass.LOOPBACK),
        ("169.254.0.0/16", AddressClass.LINK_LOCAL),
        ("172.16.0.0/12", AddressClass.PRIVATE),
        ("192.0.0.0/24", AddressClass.RESERVED),
        ("192.0.2.0/24", AddressClass.RESERVED),
        ("192.88.99.0/24", AddressClass.RESERVED),
        ("192.168.0.0/16", AddressClass.PRIVATE),
        ("198.18.0.0/15", AddressClass.RESERVED),
        ("198.51.100.0/24", AddressClass.RESERVED),
        ("203.0.113.0/24", AddressClass.RESERVED),
        ("224.0.0.0/4", AddressClass.MULTICAST),
        ("240.0.0.0/4", AddressClass.RESERVED),
    )
)
_NAT64 = IPv6Network("64:ff9b::/96")
_V6: tuple[tuple[IPv6Network, AddressClass], ...] = tuple(
    (IPv6Network(block), kind)
    for block, kind in (
        ("::/128", AddressClass.UNSPECIFIED),
        ("::1/128", AddressClass.LOOPBACK),
        ("::/96", AddressClass.EMBEDDED_V4),  # IPv4-compatible
        ("::ffff:0:0/96", AddressClass.EMBEDDED_V4),  # IPv4-mapped
        ("::ffff:0:0:0/96", AddressClass.EMBEDDED_V4),  # IPv4-translated, RFC 7915
        ("64:ff9b:1::/48", AddressClass.EMBEDDED_V4),  # local NAT64, RFC 8215
        ("2001::/32", AddressClass.EMBEDDED_V4),  # Teredo
        ("2001::/23", AddressClass.RESERVED),
        ("2001:db8::/32", AddressClass.RESERVED),
        ("2002::/16", AddressClass.EMBEDDED_V4),  # 6to4
        ("3fff::/20", AddressClass.RESERVED),
        ("fc00::/7", AddressClass.UNIQUE_LOCAL),
        ("fe80::/10", AddressClass.LINK_LOCAL),
        ("fec0::/10", AddressClass.SITE_LOCAL),
        ("ff00::/8", AddressClass.MULTICAST),
        ("2000::/3", AddressClass.PUBLIC),
        ("::/0", AddressClass.RESERVED),
    )
)


def classify(address: Address | str) -> AddressClass:
    """Return the class of `address`. Raise ValueError when the text is no IP address."""
    number = ip_address(address) if isinstance(address, str) else address
    if isinstance(number, IPv6Address) and number.scope_id:
        number = IPv6Address(int(number))
    if number in _METADATA:
        return AddressClass.METADATA
    if isinstance(number, IPv4Address):
        return next((kind for block, kind in _V4 if number in block), AddressClass.PUBLIC)
    if number in _NAT64:
        return _through_nat64(number)
    return next(kind for block, kind in _V6 if number in block)


def _through_nat64(number: IPv6Address) -> AddressClass:
    # On an IPv6-only network every public IPv4 host is seen through this prefix (RFC 6052 section 3.1),
    # so it is judged by the address inside.
    inner = classify(IPv4Address(int(number) & 0xFFFF_FFFF))
    return inner if inner is AddressClass.PUBLIC else AddressClass.EMBEDDED_V4


class Rule(NamedTuple):
    """An exception of the guard: a host name or address, and the one port it holds for (None: any)."""

    host: str
    port: int | None = None

    def __str__(self) -> str:
        name = f"[{self.host}]" if ":" in self.host else self.host
        return name if self.port is None else f"{name}:{self.port}"


def parse_rules(texts: Iterable[str]) -> frozenset[Rule]:
    """Return the rules written as `host`, `host:port`, `1.2.3.4:port` or `[v6]:port`.

    Raise ValueError on anything else; networks and wildcards are refused on purpose: an exception
    names what it opens.
    """
    return frozenset(_parse_rule(text.strip()) for text in texts if text.strip())


def _parse_rule(text: str) -> Rule:
    if any(character in text for character in "/*@?#\\ "):
        raise ValueError(f"not an allow rule (host or host:port): {text!r}")
    bare_v6 = text.count(":") > 1 and not text.startswith("[")
    name, colon, port = (text, "", "") if bare_v6 else _split_port(text)
    if colon and not (port.isascii() and port.isdecimal() and 0 < int(port[:6]) <= MAX_PORT):
        raise ValueError(f"not a port: {text!r}")
    try:
        host = ada_url.URL(f"http://[{name}]/" if bare_v6 else f"http://{name}/").hostname
    except ValueError:
        raise ValueError(f"not an allow rule (host or host:port): {text!r}") from None
    return Rule(_bare(host), int(port) if colon else None)


def _split_port(text: str) -> tuple[str, str, str]:
    if text.startswith("[") and text.endswith("]"):
        return text, "", ""
    name, colon, port = text.rpartition(":")
    return (name, colon, port) if colon else (text, "", "")


def _bare(host: str) -> str:
    return host.removeprefix("[").removesuffix("]").rstrip(".")


class Judgement(NamedTuple):
    """What the guard says of one address of a host; `rule` is the exception that let it pass, if one did."""

    address: str
    kind: AddressClass
    allowed: bool
    rule: Rule | None = None

    def __str__(self) -> str:
        verdict = "allowed" if self.allowed else "refused"
        by = f" by the rule {self.rule}" if self.rule else ""
        return f"{self.address}: {self.kind}, {verdict}{by}"


def judge(host: str, port: int, address: str, rules: frozenset[Rule]) -> Judgement:
    """Judge one `address` that `host` resolved to, for a connection to `port`."""
    kind = classify(address)
    if kind is AddressClass.PUBLIC:
        return Judgement(address, kind, allowed=True)
    # A rule may name the host as the URL writes it or the address that is connected to: both mean this
    # one socket.
    for name in (_bare(host), address):
        for rule in (Rule(name, port), Rule(name)):
            if rule in rules:
                return Judgement(address, kind, allowed=True, rule=rule)
    return Judgement(address, kind, allowed=False)


MAX_PORT = 65_535
