import json
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from worker.logs.scrub import HIDDEN, SCAN_LIMIT, TEXT_LIMIT, mask, names_a_secret, scrub, scrub_text

SECRET = "s3cr3t-MARK"


@pytest.mark.parametrize(
    "text",
    [
        f"https://user:{SECRET}@example.com/feed",
        f"https://{SECRET}@example.com/feed",
        f"redis://:{SECRET}@127.0.0.1:6379/0 refused",
        f"https://user:a@{SECRET}@example.com/",
        f"https://example.com/feed?a=1&token={SECRET}&b=2",
        f"https://example.com/feed?api_key={SECRET}",
        f"https://example.com/feed?apiKey={SECRET}#x",
        f"https://example.com/?X-Amz-Signature={SECRET}&X-Amz-Date=1",
        f"https://example.com/?hub.secret={SECRET}",
        f"/proxy?url=https%3A%2F%2Fuser%3A{SECRET}%40example.com%2F",
        f"/proxy?url=https%3A%2F%2Fexample.com%2F%3Ftoken%3D{SECRET}",
        f"Authorization: Basic {SECRET}",
        f"Proxy-Authorization: Digest username=x, response={SECRET}",
        f"{{'Authorization': 'Bearer {SECRET}'}}",
        f"Cookie: theme=dark; session={SECRET}",
        f"Set-Cookie: id={SECRET}; Secure",
        f"sent bearer {SECRET} to host",
        f'{{"password": "{SECRET}"}}',
        f"{{'client_secret': '{SECRET}'}}",
        f'{{\\"password\\": \\"{SECRET}\\"}}',
        f"password = {SECRET}",
        f"X-Api-Key: {SECRET}",
        f'key="{SECRET} with spaces"',
    ],
)
def test_a_secret_in_a_text_is_hidden(text):
    assert SECRET not in mask(text)
    assert HIDDEN in mask(text)


@pytest.mark.parametrize(
    "text",
    [
        "https://example.com/feed?page=2&author=lee#top",
        "KeyError: 'title'",
        "connect to 10.0.0.1:6379 at 10:15:00",
        "the author: Lee Jae Myung, the keynote: Tokyo",
        "mail me@example.com",
        "a token ring, a key figure, the secretary",
    ],
)
def test_what_is_no_secret_stays(text):
    assert mask(text) == text


@pytest.mark.parametrize("name", ["token", "API_KEY", "apiKey", "X-Amz-Signature", "hub.verify_token", "PHPSESSID"])
def test_names_of_secrets_are_known(name):
    assert names_a_secret(name)


@pytest.mark.parametrize("name", ["author", "monkey", "keyword", "KeyError", "duration_ms", "passage", "design"])
def test_other_names_hide_nothing(name):
    assert not names_a_secret(name)


def test_secrets_under_telling_keys_are_hidden_at_any_depth():
    clean = scrub({"request": {"headers": [{"X-Api-Key": SECRET}, {"cookie": SECRET.encode()}]}, "token": 7})
    assert clean == {"request": {"headers": [{"X-Api-Key": HIDDEN}, {"cookie": HIDDEN}]}, "token": 7}


def test_control_characters_are_spelled_out_in_every_nested_text():
    clean = scrub({"a\nb": ["\x1b]52;c;x\x07", {"c": "\x85\u2028\u202e\x7f\u200b"}], "d": ("\r\n",)})
    assert clean == {
        "a\\nb": ["\\u001b]52;c;x\\u0007", {"c": "\\u0085\\u2028\\u202e\\u007f\\u200b"}],
        "d": ["\\r\\n"],
    }


def test_letters_of_the_world_stay():
    assert scrub_text("Lee–Ishiba 이재명 東京 é") == "Lee–Ishiba 이재명 東京 é"


def test_a_long_text_is_cut_and_says_so():
    clean = scrub_text("x" * 10_000_000)
    assert clean.startswith("x" * TEXT_LIMIT + "…")
    assert clean.endswith("(cut, 10000000 characters)")


def test_a_secret_is_masked_before_the_text_is_cut():
    password = "p" * 3000
    text = "x" * (TEXT_LIMIT - 100) + f" https://user:{password}@example.com/ " + "y" * SCAN_LIMIT
    assert "ppp" not in scrub_text(text)


def test_depth_and_width_are_bounded():
    deep = value = []
    for _ in range(10_000):
        value.append([])
        value = value[0]
    assert len(json.dumps(scrub(deep))) < 50_000
    assert scrub(list(range(1000)))[-1] == "… 936 more"
    assert scrub({str(number): 1 for number in range(1000)})["…"] == "936 more"


def test_a_value_that_cannot_be_shown_is_named():
    class Broken:
        def __str__(self):
            raise RuntimeError

    assert scrub(Broken()) == "<Broken that cannot be shown>"


def test_moments_are_utc():
    assert scrub(datetime(2025, 8, 23, 9, tzinfo=UTC)) == "2025-08-23T09:00:00.000Z"
    assert scrub(datetime(2025, 8, 23, 9, tzinfo=timezone(timedelta(hours=9)))) == "2025-08-23T00:00:00.000Z"


def test_odd_values_become_plain_json():
    clean = scrub(
        {"nan": float("nan"), "big": 10**5000, "path": Path("a"), "bytes": b"\xff", "none": None, "yes": True}
    )
    assert clean == {
        "nan": "nan",
        "big": "integer of 16610 bits",
        "path": "a",
        "bytes": "\\xff",
        "none": None,
        "yes": True,
    }


@given(
    st.recursive(
        st.text() | st.binary() | st.floats() | st.integers(),
        lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
        max_leaves=20,
    )
)
def test_whatever_comes_in_goes_out_as_json_without_control_characters(value):
    line = json.dumps(scrub(value), allow_nan=False, ensure_ascii=False)
    assert not any(ord(character) < 0x20 or 0x7F <= ord(character) <= 0x9F for character in line)
    line.encode()
