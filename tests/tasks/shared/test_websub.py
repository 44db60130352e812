import hashlib
import hmac

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasks.shared.websub import LEAST_LEASE_S, MOST_LEASE_S, Offer, lease_s, link_header, offer_of, signature_fits

HUB, SELF = "https://hub.example/", "https://news.example/feed"


@pytest.mark.parametrize("method", ["sha1", "sha256", "sha384", "sha512"])
def test_only_the_signature_of_this_body_by_this_secret_fits(method):
    signed = f"{method}={hmac.new(b'secret', b'body', getattr(hashlib, method)).hexdigest()}"
    assert signature_fits(signed, "secret", b"body")
    assert not signature_fits(signed, "secret", b"body ")
    assert not signature_fits(signed, "other", b"body")
    assert not signature_fits(signed[:-1], "secret", b"body")


@given(st.text(max_size=80))
def test_no_text_is_a_signature_by_chance(text):
    assert not signature_fits(text, "secret", b"body")


@given(st.text(max_size=40))
def test_every_lease_is_within_bounds(text):
    assert LEAST_LEASE_S <= lease_s(text) <= MOST_LEASE_S


@pytest.mark.parametrize(
    ("header", "pairs"),
    [
        (f'<{HUB}>; rel="hub", <{SELF}>; rel="self"', [("hub", HUB), ("self", SELF)]),
        (f'<{HUB}>;rel=hub;title="a, b; <c>",<{SELF}>;rel=self', [("hub", HUB), ("self", SELF)]),
        (f'<{HUB}>; rel="hub"; anchor="https://other.example/"', []),
        ("<https://a.example/,b>; rel=hub", [("hub", "https://a.example/,b")]),
        (f"<{HUB}>", []),
        ("<no end", []),
        ("", []),
    ],
)
def test_a_link_header_is_read_as_the_standard_says(header, pairs):
    assert link_header(header) == pairs


@given(st.text(alphabet='<>;,="rel hub', max_size=300))
def test_no_header_is_a_stray_exception(text):
    assert all(rel for rel, _ in link_header(text))


def test_an_offer_needs_a_hub_and_a_self():
    assert offer_of([("hub", HUB), ("self", SELF), ("self", "https://late.example/")], SELF) == Offer((HUB,), SELF)
    assert offer_of([("hub", HUB)], SELF) is None
    assert offer_of([("self", SELF), ("hub", "javascript:1")], SELF) is None
