import pytest

from tasks.shared.urls import absolute, canonical, host, is_http

SAME = "https://news.example/a/b"
EQUAL = [
    "HTTPS://News.Example/a/b",
    "https://news.example:443/a/b",
    "https://news.example./a/b",
    "https://user:pw@news.example/a/b",
    "https://news.example/a/b#comments",
    "https://news.example/a/b?",
    "https://news.example/a/./c/../b",
    "https://news.example/%61/b",
    " https://news.example/a/b\n",
    "https:\\\\news.example\\a\\b",
    "https://news.example/a/b?utm_source=x&utm_medium=rss&UTM_Campaign=y",
    "https://news.example/a/b?fbclid=1&gclid=2&gbraid=3&wbraid=4&dclid=5&msclkid=6&ttclid=7&twclid=8&yclid=9",
    "https://news.example/a/b?at_medium=RSS&at_campaign=KARANGA&xtor=RSS-1&maca=en&ftcamp=x&itid=y&wpisrc=z&ocid=a",
    "https://news.example/a/b?igshid=1&mc_cid=2&mc_eid=3&cmpid=4&ncid=5&_ga=6&_gl=7&ref_src=8&smid=9&smtyp=0&sh=1&share=x",
    "https://news.example/a/b?ref=rss",
    "https://news.example/a/b?source=twitter&from=home_page&&",
    "https://news.example/a/b?mod=rss_markets_main&CMP=share_btn_tw&sf123456789=1",
    "https://news.example/a/b?utm%5Fsource=x",
]


@pytest.mark.parametrize("url", EQUAL)
def test_equal_addresses_have_one_form(url):
    assert canonical(url) == SAME


@pytest.mark.parametrize(
    "url",
    [
        "https://news.example/?p=123",
        "https://news.example/watch?v=abc&page=2",
        "https://news.example/story?id=7&article=8&story=9&q=x&a=1&b=2",
        "https://news.example/a?b=2&a=1",
        "https://news.example/a/",
        "http://news.example/a",
        "http://news.example:8080/a",
        "https://code.example/tree?ref=main",
        "https://news.example/list?source=reuters&from=2020-01-01",
        "https://news.example/a%2Fb",
        "https://news.example/a?x=%26&y=%3D",
        "https://news.example/a?flag",
        "https://xn--fsqu00a.xn--0zwm56d/",
        "https://news.example/~home",
        "https://news.example/attend?attendees=5",
    ],
)
def test_what_may_choose_the_content_stays(url):
    assert canonical(url) == url


@pytest.mark.parametrize(("url", "short"), [
    ("https://www.youtube.com/watch?v=abc&feature=share&si=x", "https://www.youtube.com/watch?v=abc"),
    ("https://news.example/watch?v=abc&feature=lead", "https://news.example/watch?v=abc&feature=lead"),
    ("https://例子.测试/é?é=1", "https://xn--fsqu00a.xn--0zwm56d/%C3%A9?%C3%A9=1"),
    ("https://news.example/%e2%82%ac?a=%7eb", "https://news.example/%E2%82%AC?a=~b"),
    ("http://0x7f.1/", "http://127.0.0.1/"),
])  # fmt: skip
def test_forms_by_example(url, short):
    assert canonical(url) == short


@pytest.mark.parametrize("url", [*EQUAL, "https://news.example/%2525?x=%25&utm_x=1&y=%2B"])
def test_the_canonical_form_is_its_own(url):
    once = canonical(url)
    assert canonical(once) == once


@pytest.mark.parametrize(
    "url",
    ["", "x", "/a", "ftp://a/", "mailto:a@b", "javascript:alert(1)", "http://", "http://./", "http://[",
     "http://\ud800/", "http://a/" + "x" * 9000, "http://a/" + "é" * 3000],
)  # fmt: skip
def test_what_is_no_web_url_is_refused(url):
    with pytest.raises(ValueError, match="not an http"):
        canonical(url)
    assert not is_http(url)
    assert host(url) == ""


def test_hosts_are_ascii_and_lower_case():
    assert host("https://Bücher.Example:8080/x") == "xn--bcher-kva.example"


@pytest.mark.parametrize(
    ("link", "url"),
    [
        ("/a", "https://news.example/a"),
        ("b?c=1#d", "https://news.example/feed/b?c=1#d"),
        ("//cdn.example/x", "https://cdn.example/x"),
        ("http://u:p@other.example/", "http://other.example/"),
        (" https://other.example/ ", "https://other.example/"),
        ("java\nscript:alert(1)", None),
        ("data:text/html,x", None),
        ("mailto:a@b.example", None),
        ("", None),
        ("  ", None),
        ("http://[", None),
    ],
)
def test_links_become_absolute_web_urls_or_nothing(link, url):
    assert absolute("https://news.example/feed/rss.xml", link) == url


def test_a_base_that_is_no_url_leaves_absolute_links_alone():
    assert absolute("", "https://a.example/") == "https://a.example/"
    assert absolute("urn:x", "/relative") is None
