import http.client
import json
import re
from importlib.resources import files
from urllib.parse import urlsplit
from xml.etree import ElementTree as ET

import pytest

from schemas.events import BlocksExtracted, PageFetched
from tasks.extract_blocks import extract_blocks
from worker.demo import Demo, serve
from worker.demo.server import OUTLETS

PAGES = files("worker.demo").joinpath("pages")
NAMES = [(outlet, name) for outlet, names in OUTLETS.items() for name in names]


class Shelf:
    def __init__(self, body: bytes) -> None:
        self.body = body
        self.raw = self

    def get(self, _key: str) -> bytes:
        return self.body


@pytest.fixture(scope="module")
def demo():
    with serve() as running:
        yield running


def ask(demo: Demo, path: str, method: str = "GET", **headers: str) -> tuple[int, dict[str, str], bytes]:
    connection = http.client.HTTPConnection("127.0.0.1", demo.port, timeout=5)
    connection.request(method, path, headers={name.replace("_", "-"): value for name, value in headers.items()})
    answer = connection.getresponse()
    found = answer.status, {name.lower(): value for name, value in answer.getheaders()}, answer.read()
    connection.close()
    return found


def extract(name: str, media_type: str = "text/html") -> BlocksExtracted:
    suffix = "html" if media_type == "text/html" else "txt"
    body = PAGES.joinpath(f"{name}.{suffix}").read_bytes()
    fetched = PageFetched(entry_id="e", url=f"https://demo.example/{name}", body_key="k", media_type=media_type)
    (extracted,) = extract_blocks(fetched, Shelf(body))
    return extracted


def words(text: str) -> list[str]:
    return re.findall(r"\w+", text)


def links(demo: Demo, url: str) -> list[str]:
    _, _, body = ask(demo, urlsplit(url).path)
    if url.endswith(".json"):
        return [item["url"] for item in json.loads(body)["items"]]
    root = ET.fromstring(body)
    atom = "{http://www.w3.org/2005/Atom}"
    return [item.findtext("link") for item in root.iter("item")] + [
        entry.find(f"{atom}link").get("href") for entry in root.iter(f"{atom}entry")
    ]


def test_three_feeds_lead_to_ten_pages_that_exist(demo):
    found = [link for url in demo.feeds for link in links(demo, url)]
    assert len(found) == len(set(found)) == len(NAMES) == 10
    for link in found:
        status, headers, _ = ask(demo, urlsplit(link).path)
        assert (status, headers["content-type"]) == (200, "text/html; charset=utf-8")


def test_feeds_have_the_types_of_their_formats(demo):
    types = [ask(demo, urlsplit(url).path)[1]["content-type"].split(";")[0] for url in demo.feeds]
    assert types == ["application/rss+xml", "application/atom+xml", "application/feed+json"]


def test_the_atom_feed_carries_whole_stories(demo):
    _, _, body = ask(demo, urlsplit(demo.feeds[1]).path)
    contents = [element.text for element in ET.fromstring(body).iter("{http://www.w3.org/2005/Atom}content")]
    assert len(contents) == 4
    assert all(len(re.sub(r"<[^>]+>", "", text)) >= 600 for text in contents)


@pytest.mark.parametrize("validator", ["etag", "last-modified"])
def test_validators_are_answered_with_304(demo, validator):
    path = urlsplit(demo.feeds[0]).path
    _, headers, _ = ask(demo, path)
    condition = {"etag": "If_None_Match", "last-modified": "If_Modified_Since"}[validator]
    status, again, body = ask(demo, path, **{condition: headers[validator]})
    assert (status, body, again["etag"]) == (304, b"", headers["etag"])
    assert headers["cache-control"] == "max-age=60"


def test_a_stale_validator_is_answered_with_the_body(demo):
    path = urlsplit(demo.feeds[0]).path
    _, headers, _ = ask(demo, path)
    status, _, _ = ask(demo, path, If_None_Match='"other"', If_Modified_Since=headers["last-modified"])
    assert status == 200


def test_head_robots_and_unknown_paths(demo):
    assert ask(demo, "/robots.txt")[2].startswith(b"User-agent: *")
    assert ask(demo, "/robots.txt", "HEAD")[2] == b""
    assert ask(demo, "/nothing")[0] == 404


def test_close_frees_the_port_and_may_be_repeated():
    first = serve()
    first.close()
    first.close()
    second = serve(first.port)
    second.close()


@pytest.mark.parametrize(("outlet", "name"), NAMES)
def test_every_page_states_title_byline_time_site_and_address(outlet, name):
    article = extract(name).article
    assert all((article.title, article.byline, article.published, article.site, article.language))
    assert article.canonical_url == f"https://demo.example/{outlet}/{name}"


@pytest.mark.parametrize("name", [name for _, name in NAMES])
def test_no_page_furniture_becomes_a_block(name):
    text = extract(name).text
    for furniture in ("invented", "Related stories", "inbox", "Most read", "cookie", "Share", "Wire\n", "Sign up"):
        assert furniture not in text or (furniture == "Share" and name == "lee-ishiba")


def test_the_guiding_page_holds_every_word_of_its_text_in_order():
    seed = PAGES.joinpath("lee_ishiba.txt").read_text(encoding="utf-8")
    lines = [line for line in seed.splitlines() if line.strip("|- ")]
    assert words(extract("lee-ishiba").text) == words("\n".join(lines))


def test_the_guiding_page_has_its_blocks_typed():
    blocks = extract("lee-ishiba").blocks
    count = {kind: sum(block.kind == kind for block in blocks) for kind in {block.kind for block in blocks}}
    assert count == {
        "heading": 14,
        "contents": 1,
        "paragraph": 15,
        "embed": 1,
        "table": 1,
        "callout": 2,
        "faq": 1,
        "list": 4,
        "quote": 1,
    }
    assert [block.level for block in blocks if block.kind == "heading"] == [1, *[2] * 8, *[3] * 5]
    assert len(next(block for block in blocks if block.kind == "contents").items) == 15
    assert len(next(block for block in blocks if block.kind == "faq").items) == 5


def test_the_guiding_text_has_the_same_headings_as_the_page():
    of_page, of_text = extract("lee-ishiba"), extract("lee_ishiba", "text/plain")
    headings = [[block.text for block in found.blocks if block.kind == "heading"] for found in (of_page, of_text)]
    assert headings[0] == headings[1]


def test_the_wire_story_is_word_for_word_the_same_under_two_addresses():
    assert extract("coimbra-flood").text == extract("mondego-floods-coimbra").text
