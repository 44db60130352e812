from datetime import UTC, datetime

import pytest

from schemas.blocks import ArticleMeta
from tasks.extract_blocks.metadata import guess_metadata, read_metadata
from tasks.extract_blocks.page import parse
from tasks.extract_blocks.times import read_time

URL = "https://news.example/world/1"
LINKED = (
    '<script type="application/ld+json">{"@graph": [{"@type": "WebSite", "name": "N"}, {"@type": ["NewsArticle"],'
    ' "headline": "Tram line stays open in Aveiro", "datePublished": "2025-11-10T08:00:00+01:00",'
    ' "dateModified": "2025-11-10T10:00:00Z", "author": [{"name": "Ana Brito"}, {"name": "Rui Sá"}],'
    ' "publisher": {"name": "The News"}, "image": {"url": "/i.jpg"}}]}</script>'
)


def read(head: str, body: str = "", html: str = "<html>") -> ArticleMeta:
    return read_metadata(parse(f"{html}<head>{head}</head><body>{body}</body></html>"), URL)


def test_linked_data_gives_names_times_and_image():
    article = read(LINKED)
    assert article.title == "Tram line stays open in Aveiro"
    assert article.byline == ("Ana Brito", "Rui Sá")
    assert article.published == datetime(2025, 11, 10, 7, tzinfo=UTC)
    assert article.updated == datetime(2025, 11, 10, 10, tzinfo=UTC)
    assert (article.site, article.image) == ("The News", "https://news.example/i.jpg")


def test_the_h1_that_other_titles_repeat_is_the_title():
    head = "<title>Tram line stays open | The News</title><meta property='og:title' content='It stays'>"
    assert read(head, "<h1>The News</h1><h1>Tram line stays open</h1>").title == "Tram line stays open"


def test_without_agreement_and_with_several_h1_the_announced_title_counts():
    assert read("<meta property='og:title' content='It stays'>", "<h1>A</h1><h1>B</h1>").title == "It stays"


def test_meta_elements_and_microdata_give_the_time():
    assert read("<meta name='DC.date' content='2025-11-10'>").published == datetime(2025, 11, 10, tzinfo=UTC)
    marked = read("", "<time itemprop='datePublished' datetime='2025-11-10T08:00Z'>today</time>")
    assert marked.published == datetime(2025, 11, 10, 8, tzinfo=UTC)


@pytest.mark.parametrize(
    ("href", "canonical"),
    [
        ("https://news.example/1", "https://news.example/1"),
        ("/1", "https://news.example/1"),
        ("javascript:alert(1)", None),
        ("ftp://news.example/1", None),
        ("http://[::bad/", None),
        ("", None),
        ("https://news.example/" + "a" * 5_000, None),
    ],
)
def test_only_an_absolute_web_address_is_canonical(href, canonical):
    assert read(f"<link rel='canonical' href='{href}'>").canonical_url == canonical


def test_the_language_is_a_tag_or_nothing():
    assert read("", html="<html lang='pt_BR'>").language == "pt-BR"
    assert read("", html="<html lang='no tag!'>").language is None


@pytest.mark.parametrize(
    "script", ["{", "[" * 50_000, '{"@graph": 5, "author": {"name": [1, {}]}}', '{"@type": {}}', "null", ""]
)
def test_broken_linked_data_is_passed_over(script):
    assert read(f'<script type="application/ld+json">{script}</script>', "<h1>Still a title</h1>").title == (
        "Still a title"
    )


@pytest.mark.parametrize(
    "text", ["", "yesterday", "2025-13-40", "0000-01-01", "9" * 50, "0001-01-01T00:00:00+23:59", 5, None, "Mon, 99 Foo"]
)
def test_what_is_no_time_is_none(text):
    assert read_time(text) is None


def test_rfc_5322_times_are_read():
    assert read_time("Mon, 10 Nov 2025 08:00:00 +0100") == datetime(2025, 11, 10, 7, tzinfo=UTC)


def test_the_window_title_is_only_a_guess():
    tree = parse("<html><head><title>Tram stays | The News</title></head><body></body></html>")
    assert read_metadata(tree, URL).title == ""
    assert guess_metadata(tree, None).title == "Tram stays | The News"
