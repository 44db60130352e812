import gzip
from contextlib import suppress
from datetime import UTC, datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from schemas.codes import Code
from schemas.outcomes import Reject
from tasks.parse_feed.packed import MAX_BYTES

OPEN = (
    '<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
    ' xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"'
    ' xmlns:image="http://www.google.com/schemas/sitemap-image/1.1">'
)


def url(number, *, lastmod="2025-08-23T12:00:00Z", day="2025-08-23T10:00:00+09:00", name="The Example"):
    return f"""<url><loc>https://news.example/a/{number}</loc><lastmod>{lastmod}</lastmod>
 <news:news><news:publication><news:name>{name}</news:name><news:language>en</news:language></news:publication>
 <news:publication_date>{day}</news:publication_date>
 <news:title>Ministers meet &amp; part {number}</news:title></news:news>
 <image:image><image:loc>/i/{number}.jpg</image:loc></image:image></url>"""


def sitemap(*urls):
    return f"{OPEN}{''.join(urls)}</urlset>"


def refused(parse, body):
    with pytest.raises(Reject) as caught:
        parse(body)
    return caught.value


def test_the_pages_of_a_news_sitemap_are_entries(parse):
    parsed = parse(sitemap(url(1), url(2, lastmod="2025-08-24")))
    first, second = parsed.entries
    assert (parsed.title, parsed.degraded) == ("The Example", None)
    assert (first.url, first.identity) == ("https://news.example/a/1", "link:http://news.example/a/1")
    assert (first.hints.title, first.hints.language) == ("Ministers meet & part 1", "en")
    assert first.hints.published == datetime(2025, 8, 23, 1, tzinfo=UTC)
    assert first.hints.updated == datetime(2025, 8, 23, 12, tzinfo=UTC)
    assert first.hints.image == "https://news.example/i/1.jpg"
    assert first.body_key is first.summary_key is None
    assert second.hints.updated == datetime(2025, 8, 24, tzinfo=UTC)


def test_a_plain_sitemap_and_an_empty_one_are_read_too(parse):
    (entry,) = parse(f"{OPEN}<url><loc> /about </loc></url><url/><url><loc>mailto:x</loc></url></urlset>").entries
    assert (entry.url, entry.hints.title) == ("https://news.example/about", "")
    assert parse(f"{OPEN}</urlset>").entries == ()


def test_the_location_is_the_pages_and_not_its_images(parse):
    page = "<url><image:image><image:loc>/i.jpg</image:loc></image:image><loc>/a</loc></url>"
    assert [entry.url for entry in parse(sitemap(page)).entries] == ["https://news.example/a"]


def test_prefixed_elements_and_other_namespaces_are_read(parse):
    body = '<s:urlset xmlns:s="urn:x"><s:url><s:loc>https://news.example/a</s:loc></s:url></s:urlset>'
    assert [entry.url for entry in parse(body).entries] == ["https://news.example/a"]


def test_a_page_listed_twice_is_one_entry(parse):
    assert len(parse(sitemap(url(1), url(1, lastmod="2025-08-25"))).entries) == 1


def test_a_change_of_lastmod_is_a_change_of_the_page(parse):
    (before,), (after,) = (parse(sitemap(url(1, lastmod=day))).entries for day in ("2025-08-23", "2025-08-24"))
    assert before.entry_id == after.entry_id
    assert before.digest != after.digest


def test_a_lastmod_that_all_pages_share_says_nothing(parse):
    before, after = (
        parse(sitemap(*(url(n, lastmod=day) for n in range(3)))).entries for day in ("2025-08-23", "2025-08-24")
    )
    assert [entry.digest for entry in before] == [entry.digest for entry in after]


def test_papers_of_several_names_give_the_sitemap_none(parse):
    assert parse(sitemap(url(1), url(2, name="Another"))).title == ""


def test_only_the_newest_thousand_pages_are_read(parse):
    days = [url(n, day=f"2025-08-{1 + n // 100:02}", lastmod="") for n in range(1_200)]
    entries = parse(sitemap(*days)).entries
    assert len(entries) == 1_000
    assert entries[0].url == "https://news.example/a/200"


def test_more_pages_than_are_ever_read_are_cut_off(parse):
    parsed = parse(sitemap(*(f"<url><loc>/{n}</loc></url>" for n in range(9_000))))
    assert len(parsed.entries) == 1_000
    assert "more than 5000 items" in parsed.degraded


def test_a_sitemap_that_is_cut_loses_its_last_page_only(parse):
    whole = sitemap(url(1), url(22))
    parsed = parse(whole[: whole.index("a/22") + 3])
    assert [entry.url for entry in parsed.entries] == ["https://news.example/a/1"]
    assert parsed.degraded


def test_an_index_names_its_sitemaps_news_and_newest_first(parse):
    children = [("/old.xml", "2020-01-01"), ("/new.xml", "2025-01-01"), ("/sitemap-news.xml", ""), ("/older.xml", "x")]
    body = "".join(f"<sitemap><loc>{loc}</loc><lastmod>{day}</lastmod></sitemap>" for loc, day in children)
    problem = refused(parse, f'<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{body}</sitemapindex>')
    assert problem.code is Code.NOT_A_FEED
    assert "index of 4 sitemaps" in problem.detail
    named = problem.detail.partition("news: ")[2]
    assert named == ", ".join(f"https://news.example{path}" for path in ("/sitemap-news.xml", "/new.xml", "/old.xml"))


@pytest.mark.parametrize("count", [0, 40_000])
def test_an_index_of_any_size_is_said_in_one_line(parse, count):
    body = f"<sitemap><loc>https://news.example/{'x' * 400}</loc></sitemap>" * count
    assert len(refused(parse, f"<sitemapindex>{body}</sitemapindex>").detail) < 800


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ('<!DOCTYPE urlset [<!ENTITY a "b">]><urlset><url><loc>&a;</loc></url></urlset>', Code.FORBIDDEN_XML),
        ('<!DOCTYPE urlset [<!ENTITY a SYSTEM "file:///etc/passwd">]><urlset/>', Code.FORBIDDEN_XML),
        ("<urlset>" + "<a>" * 300 + "</a>" * 300 + "</urlset>", Code.FORBIDDEN_XML),
        ("<urlset " + " ".join(f'a{n}=""' for n in range(600)) + "/>", Code.FORBIDDEN_XML),
        (f"<urlset>{'<a/>' * 300_001}</urlset>", Code.FORBIDDEN_XML),
        ("<urlset><<<<", Code.BROKEN_XML),
    ],
)
def test_what_no_sitemap_needs_is_refused(parse, body, code):
    assert refused(parse, body).code is code


def test_hostile_fields_cost_only_themselves(parse):
    fields = [
        url(1, day="9999-99-99", lastmod="x" * 9_000),
        url(2, day="0001-01-01T00:00:00+14:00", name="<![CDATA[<script>]]>"),
        "<url><loc>javascript:alert(1)</loc></url>",
        "<url><loc>https://news.example/<b>x</b></loc><news:news><news:title/></news:news></url>",
        f"<url><loc>https://news.example/{'y' * 9_000}</loc></url>",
    ]
    entries = parse(sitemap(*fields)).entries
    assert [entry.url for entry in entries] == [f"https://news.example/{path}" for path in ("a/1", "a/2", "x")]
    assert all(entry.hints.published is None for entry in entries)


def test_a_packed_sitemap_is_unpacked(parse):
    assert len(parse(gzip.compress(sitemap(url(1)).encode()), "application/x-gzip").entries) == 1


@pytest.mark.parametrize(
    ("body", "code"),
    [
        (gzip.compress(b" " * (MAX_BYTES + 1)), Code.TOO_LARGE),
        (gzip.compress(b"<urlset/>")[:-9], Code.BAD_ENCODING),
        (b"\x1f\x8b" + b"x" * 50, Code.BAD_ENCODING),
        (gzip.compress(gzip.compress(b"<urlset/>")), Code.NOT_A_FEED),
    ],
)
def test_a_packed_file_keeps_the_limits(parse, body, code):
    assert refused(parse, body).code is code


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60, deadline=None)
@given(st.text(max_size=40), st.integers(0, 900))
def test_no_damage_gets_out_as_anything_but_an_outcome(parse, noise, place):
    whole = sitemap(url(1), url(2))
    with suppress(Reject):
        parse(whole[:place] + noise + whole[place + len(noise) :])
