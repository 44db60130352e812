import pytest
from hypothesis import given
from hypothesis import strategies as st

from schemas.codes import Code
from schemas.outcomes import Reject
from tasks.parse_feed.discovery import MAX_FOUND, feeds_of, looks_like_feed

PAGE = "https://news.example/politics/"
RSS = 'rel="alternate" type="application/rss+xml"'


def urls(page, url=PAGE):
    return [link.url.removeprefix("https://news.example") for link in feeds_of(page, url)]


@pytest.mark.parametrize(
    ("tag", "found"),
    [
        (f'<link {RSS} href="/f">', ["/f"]),
        ("<LINK HREF=/f TYPE='Application/Atom+XML; charset=utf-8' REL='home alternate'/>", ["/f"]),
        ('<link rel=alternate type="application/feed+json" href="f.json">', ["/politics/f.json"]),
        ('<link rel="feed" href="/f">', ["/f"]),
        ('<link rel=alternate type="text/xml" href="/rss.xml">', ["/rss.xml"]),
        (f'<link {RSS} title="a > b" href="/f?a=1&amp;b=2">', ["/f?a=1&b=2"]),
        (f'<base href="https://news.example/x/"><link {RSS} href="f">', ["/x/f"]),
        (f'<link {RSS} href="//news.example/f">', ["/f"]),
        ('<link rel="alternate" hreflang="de" href="/de/feed">', []),
        ('<link rel="alternate" type="application/json" href="/wp-json/feed">', []),
        ('<link rel="alternate" type="application/json+oembed" href="/oembed?feed">', []),
        ('<link rel="alternate" type="text/xml" href="/about">', []),
        ('<link rel="alternate stylesheet" type="application/rss+xml" href="/f">', []),
        ('<link rel="stylesheet" href="/feed.css">', []),
        (f"<link {RSS}>", []),
        (f'<link {RSS} href="">', []),
        (f'<link {RSS} href="javascript:alert(1)">', []),
        (f'<link {RSS} href="file:///etc/passwd">', []),
        (f'<link {RSS} href="{PAGE}">', []),
        (f'<!-- <link {RSS} href="/f"> -->', []),
        (f"<script>x = '<link {RSS} href=\"/f\">'</script>", []),
        (f'<linked {RSS} href="/f">', []),
        (f'<!-- never ends <link {RSS} href="/f">', []),
    ],
)
def test_the_feeds_of_a_page_are_its_alternates_of_a_feeds_type(tag, found):
    assert urls(f"<html><head>{tag}</head></html>") == found


def test_comments_come_last_and_the_pages_own_section_first():
    tags = [("Comments on News", "/comments/feed"), ("News", "/feed"), ("Politics", "/politics/feed"), ("", "/atom")]
    page = "".join(f'<link {RSS} title="{title}" href="{url}">' for title, url in tags)
    assert urls(page) == ["/politics/feed", "/feed", "/atom", "/comments/feed"]
    assert urls(page, "https://news.example/") == ["/feed", "/politics/feed", "/atom", "/comments/feed"]


@pytest.mark.parametrize(
    "title",
    ["Kommentar-Feed", "Flux des commentaires", "RSS de los comentarios", "Feed dei commenti", "コメントのフィード"],
)
def test_comments_are_known_in_several_languages(title):
    (link,) = feeds_of(f'<link {RSS} title="{title}" href="/x">', PAGE)
    assert link.on_comments


def test_a_feed_named_twice_is_one_and_many_are_cut_off():
    assert urls(f'<link {RSS} href="/f"><link {RSS} href="/f#x">'.replace("#x", "")) == ["/f"]
    assert len(urls("".join(f'<link {RSS} href="/f{number}">' for number in range(2_000)))) == MAX_FOUND


@pytest.mark.parametrize(
    ("url", "is_so"),
    [
        ("https://a.example/feed", True),
        ("https://a.example/news.xml", True),
        ("https://a.example/?format=rss", True),
        ("https://a.example/sitemap-news.xml.gz", True),
        ("https://feeds.example/", False),
        ("https://a.example/", False),
        ("https://a.example/politics/2025", False),
    ],
)
def test_a_feeds_url_is_known_by_its_path_and_query(url, is_so):
    assert looks_like_feed(url) is is_so


@pytest.mark.parametrize(
    "flood",
    [
        "<link " * 200_000,
        "<!--" * 300_000,
        "<link " + "a=" * 500_000,
        "<link " + 'a="' * 300_000,
        "<link" + " " * 900_000,
        "<script>" * 100_000,
        "<link rel=alternate type=application/rss+xml href=/f" + "x" * 500_000,
        f"<link {RSS} href='/f' title='" + "&amp;" * 200_000,
    ],
    ids=lambda flood: flood[:12],
)
def test_no_flood_costs_more_than_its_length(flood):
    """Anything quadratic would run into the time limit of a test."""
    assert len(feeds_of(flood, PAGE)) <= 1


@given(st.text(max_size=80))
def test_no_page_is_a_stray_exception(noise):
    feeds_of(f"<head>{noise}<link {RSS} href='{noise}' title='{noise}'>", PAGE)


def test_a_page_that_is_polled_says_what_it_names(parse):
    page = f'<!doctype html><html><head><link {RSS} href="/f"></head><body>x</body></html>'
    with pytest.raises(Reject) as refused:
        parse(page)
    assert refused.value.code is Code.NOT_A_FEED
    assert refused.value.detail.endswith("it names https://news.example/f")
