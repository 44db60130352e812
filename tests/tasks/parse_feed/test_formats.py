import json
from datetime import UTC, datetime

import pytest

from schemas import ids
from schemas.codes import Code
from schemas.outcomes import Reject

LONG = "<p>" + "Ministers met in the capital to speak about trade. " * 20 + "</p>"

RSS = f"""<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/"
     xmlns:media="http://search.yahoo.com/mrss/">
<channel>
 <title>The Example &amp; Post</title><link>https://news.example/</link><language>en-gb</language><ttl>60</ttl>
 <item>
  <title>Ministers &lt;b&gt;meet&lt;/b&gt; AT&amp;amp;T</title>
  <link>/a/1?utm_source=rss</link>
  <guid isPermaLink="false">tag:1</guid>
  <pubDate>Sat, 23 Aug 2025 10:00:00 +0900</pubDate>
  <dc:creator>Ada Writer</dc:creator>
  <description>Short &lt;i&gt;words&lt;/i&gt;.</description>
  <content:encoded><![CDATA[{LONG}]]></content:encoded>
  <media:thumbnail url="/i/1.jpg"/>
 </item>
 <item>
  <title>Second</title>
  <link>https://news.example/a/2</link>
  <description>Only a &lt;a href="x"&gt;summary&lt;/a&gt;</description>
 </item>
</channel></rss>"""

ATOM = """<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="ko" xml:base="https://other.example/base/">
 <title>Atom</title><link rel="alternate" href="/"/><id>urn:f</id><updated>2025-08-23T00:00:00Z</updated>
 <entry>
  <title type="html">One &amp;amp; two</title><id>urn:1</id>
  <link rel="alternate" href="one"/><link rel="enclosure" type="image/png" href="one.png"/>
  <published>2025-08-22T00:00:00Z</published><updated>2025-08-23T12:30:00+09:00</updated>
  <author><name>Kim</name><email>k@x.example</email></author><author><name>Lee</name></author>
  <content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>Kurz</p></div></content>
 </entry>
 <entry><title>No link</title><id>https://other.example/by-id</id><updated>2025-08-23T00:00:00Z</updated></entry>
</feed>"""

RDF = """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
 xmlns:dc="http://purl.org/dc/elements/1.1/">
 <channel rdf:about="https://news.example/"><title>RDF</title><link>https://news.example/</link></channel>
 <item rdf:about="https://news.example/r1"><title>R1</title><link>https://news.example/r1</link>
  <dc:date>2025-08-23T01:02:03Z</dc:date></item>
</rdf:RDF>"""

JSON_FEED = {
    "version": "https://jsonfeed.org/version/1.1",
    "title": "JSON",
    "home_page_url": "/",
    "language": "en",
    "items": [
        {
            "id": 7,
            "url": "/j/7",
            "title": "Seven",
            "content_html": LONG,
            "date_published": "2025-08-23T10:00:00+09:00",
            "authors": [{"name": "Ada"}, {"name": 3}, "x"],
            "image": "/seven.png",
        },
        {"id": "note", "content_text": "Just <words> & no link", "date_modified": "2025-08-23T00:00:00"},
        {"id": "short", "external_url": "https://other.example/x", "summary": "A summary"},
    ],
}


def test_rss_items_become_entries(parse, store):
    parsed = parse(RSS)
    assert (parsed.title, parsed.site_url, parsed.language) == ("The Example & Post", "https://news.example/", "en-gb")
    assert (parsed.etag, parsed.last_modified, parsed.body_sha, parsed.status) == ('"1"', "today", "sha", 200)
    assert parsed.floor_s == 3600
    assert parsed.degraded is None
    first, second = parsed.entries
    assert first.identity == "guid:tag:1"
    assert first.entry_id == ids.entry_id("f", "guid:tag:1")
    assert first.url == "https://news.example/a/1?utm_source=rss"
    assert store[first.body_key].decode() == LONG
    assert (first.media_type, first.summary_key) == ("text/html", None)
    hints = first.hints
    assert (hints.title, hints.byline, hints.language) == ("Ministers meet AT&T", ("Ada Writer",), "en-gb")
    assert hints.published == datetime(2025, 8, 23, 1, tzinfo=UTC)
    assert (hints.description, hints.image) == ("Short words.", "https://news.example/i/1.jpg")
    assert hints.site == "The Example & Post"
    assert (second.identity, second.body_key) == ("link:http://news.example/a/2", None)
    assert store[second.summary_key] == b'Only a <a href="x">summary</a>'


def test_atom_entries_keep_base_language_and_both_times(parse):
    first, second = parse(ATOM).entries
    assert first.url == "https://other.example/base/one"
    assert first.hints.title == "One & two"
    assert first.hints.byline == ("Kim", "Lee")
    assert first.hints.published == datetime(2025, 8, 22, tzinfo=UTC)
    assert first.hints.updated == datetime(2025, 8, 23, 3, 30, tzinfo=UTC)
    assert first.hints.language == "ko"
    assert first.hints.image == "https://other.example/base/one.png"
    assert second.url == "https://other.example/by-id"


def test_rdf_items_become_entries(parse):
    (entry,) = parse(RDF).entries
    assert entry.url == "https://news.example/r1"
    assert entry.hints.updated == datetime(2025, 8, 23, 1, 2, 3, tzinfo=UTC)


def test_json_feed_items_become_entries(parse, store):
    parsed = parse(json.dumps(JSON_FEED), "application/json")
    assert (parsed.title, parsed.site_url) == ("JSON", "https://news.example/")
    seven, note, short = parsed.entries
    assert (seven.identity, seven.url) == ("guid:7", "https://news.example/j/7")
    assert store[seven.body_key].decode() == LONG
    assert (seven.hints.byline, seven.hints.image) == (("Ada",), "https://news.example/seven.png")
    assert seven.hints.published == datetime(2025, 8, 23, 1, tzinfo=UTC)
    assert (note.url, note.media_type) == (None, "text/plain")
    assert store[note.body_key] == b"Just <words> & no link"
    assert note.hints.updated == datetime(2025, 8, 23, tzinfo=UTC)
    assert short.url == "https://other.example/x"
    assert store[short.summary_key] == b"<p>A summary</p>"


def test_the_bytes_decide_and_not_the_content_type(parse):
    assert parse(RSS, "text/html").entries
    assert parse(json.dumps(JSON_FEED), "text/xml").entries


def test_a_feed_without_entries_is_a_feed(parse):
    assert parse('<rss version="2.0"><channel><title>Quiet</title></channel></rss>').entries == ()
    assert parse('{"version":"https://jsonfeed.org/version/1","items":[]}').entries == ()


def test_a_long_content_that_ends_in_read_more_is_only_a_summary(parse):
    (first, *_) = parse(RSS.replace("</p>]]>", '<a href="/1">Continue reading</a> →</p>]]>')).entries
    assert first.body_key is None
    assert first.summary_key is not None


def test_a_time_in_the_far_future_is_no_time(parse):
    first = parse(RSS.replace("2025 10:00", "2999 10:00")).entries[0]
    assert first.hints.published is None


def test_the_digest_follows_title_url_time_and_content(parse):
    same = parse(RSS).entries[0].digest
    assert parse(RSS.replace("The Example", "An Example")).entries[0].digest == same
    assert parse(RSS.replace("&lt;b&gt;meet", "&lt;b&gt;part")).entries[0].digest != same
    assert parse(RSS.replace("in the capital", "by the sea")).entries[0].digest != same
    assert parse(ATOM).entries[0].digest != parse(ATOM.replace("12:30", "12:31")).entries[0].digest


def test_only_the_thousand_newest_items_are_read(parse):
    days = [
        f"<item><title>{n}</title><link>/{n}</link><pubDate>{n % 28 + 1} Jan {1990 + n // 28}</pubDate></item>"
        for n in range(900)
    ]
    more = [f"<item><title>u{n}</title><link>/u{n}</link></item>" for n in range(300)]
    titles = [
        entry.hints.title
        for entry in parse(f'<rss version="2.0"><channel>{"".join(days + more)}</channel></rss>').entries
    ]
    assert len(titles) <= 1000
    assert titles[:900] == [str(n) for n in range(900)]


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b" \n ",
        b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 10,
        b"%PDF-1.7 <</Type /Catalog>>",
        b"just words",
        b"<!DOCTYPE html><html><head><title>Log in</title></head><body><p>a<p>b</body></html>",
        b"<!-- <rss> --><HTML><body>" + b"<p>x" * 2000,
        b"<opml version='2.0'><body><outline/></body></opml>",
        b"null",
        b"[]",
        b"{}",
        b'{"version": 1, "items": []}',
        b'{"version": "https://jsonfeed.org/version/1", "items": {}}',
        b'{"version": "https://jsonfeed.org/version/1", "items": [',
        b'{"version": "https://jsonfeed.org/version/1", "items": [], "x": NaN}',
        b"[" * 100_000,
    ],
)
def test_what_is_no_feed_is_said_so(parse, body):
    with pytest.raises(Reject) as refused:
        parse(body)
    assert refused.value.code is Code.NOT_A_FEED


def test_values_of_the_wrong_type_are_passed_over(parse):
    odd = {
        "id": {},
        "url": 5,
        "title": [],
        "content_html": 7,
        "date_published": {},
        "authors": "x",
        "image": None,
        "summary": True,
    }
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": {},
        "language": 3,
        "items": [odd, None, 7, [], {"id": 2**60, "title": "T"}],
    }
    (entry,) = parse(json.dumps(feed)).entries
    assert (entry.identity, entry.url, entry.hints.title) == (f"guid:{2**60}", None, "T")


@pytest.mark.parametrize(
    "name",
    [
        "authors",
        "links",
        "media_content",
        "media_thumbnail",
        "published_parsed",
        "updated_parsed",
        "summary_detail",
        "content",
        "tags",
    ],
)
def test_an_element_named_like_a_key_of_the_parser_does_no_harm(parse, name):
    items = (
        f"<item><{name}>x</{name}><title>T</title><link>/1</link></item><item><title>U</title><link>/2</link></item>"
    )
    parsed = parse(f'<rss version="2.0"><channel>{items}</channel></rss>')
    assert [entry.hints.title for entry in parsed.entries] == ["T", "U"]
    assert parsed.entries[1].url == "https://news.example/2"


def test_plain_text_of_atom_becomes_paragraphs(parse, store):
    text = "Tea &lt; coffee &amp; milk.\n\nMore of it."
    atom = f"""<feed xmlns="http://www.w3.org/2005/Atom"><title>T</title>
      <entry><id>1</id><link href="/1"/><title>A</title><summary type="text">{text}</summary></entry></feed>"""
    (entry,) = parse(atom).entries
    assert store[entry.summary_key] == b"<p>Tea &lt; coffee &amp; milk.</p><p>More of it.</p>"
    assert entry.hints.description == "Tea < coffee & milk. More of it."
