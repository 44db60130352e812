from datetime import UTC, datetime

import pytest

from tasks.parse_feed.identity import identities
from tasks.parse_feed.item import Item


def item(guid="", link=None, title="", published=None, **more):
    return Item(guid=guid, link=link, title=title, published=published, **more)


def rungs(*items):
    return [name.partition(":")[0] for name in identities(items)]


DAY = datetime(2026, 1, 1, tzinfo=UTC)


def test_a_guid_of_its_own_names_an_item_whatever_else_changes():
    before = identities([item("tag:1", "https://a.example/1", "Old"), item("tag:2", "https://a.example/2")])
    after = identities(
        [item("tag:3", "https://a.example/3"), item("tag:1", "https://a.example/new", "New", content="x")]
    )
    assert before[0] == after[1]


def test_a_guid_that_moves_to_tls_stays_the_same():
    assert (
        identities([item("http://a.example/?p=1")])
        == identities([item("HTTPS://a.example/?p=1")])
        == ["guid:http://a.example/?p=1"]
    )


def test_a_guid_shared_by_different_items_falls_to_the_link():
    shared = [item("feed", f"https://a.example/{number}") for number in range(2)]
    assert rungs(*shared, item("own", "https://a.example/3")) == ["link", "link", "guid"]


def test_a_link_is_compared_without_tracking():
    assert identities([item(link="https://a.example/1?utm_source=a")]) == identities([item(link="http://a.example/1")])


def test_a_link_shared_by_different_items_falls_to_title_and_time():
    assert rungs(
        item(link="https://a.example/", title="A", published=DAY),
        item(link="https://a.example/", title="B", published=DAY),
    ) == ["title", "title"]


def test_an_item_with_nothing_else_is_named_by_its_content():
    names = identities([item(title="Untitled", content="a"), item(title="Untitled", content="b"), item(content="c")])
    assert len(set(names)) == 3
    assert all(name.startswith("content:") for name in names)


def test_the_same_title_at_the_same_time_falls_to_the_content():
    assert (
        rungs(item(title="T", published=DAY, content="a"), item(title="T", published=DAY, content="b"))
        == ["content"] * 2
    )


@pytest.mark.parametrize(
    "twice",
    [
        item("g", "https://a.example/1", "A"),
        item(link="https://a.example/1", title="A"),
        item(title="A", published=DAY),
    ],
)
def test_an_item_listed_twice_is_one(twice):
    first, second = identities([twice, twice])
    assert first == second


def test_overlong_names_are_hashed():
    for name in identities([item("g" * 1000), item(link="https://a.example/" + "x" * 2000)]):
        assert len(name) < 100


def test_order_does_not_matter():
    items = [
        item("a", "https://a.example/1"),
        item("a", "https://a.example/2"),
        item(title="T", published=DAY),
        item(title="T", content="c"),
    ]
    assert identities(items) == identities(items[::-1])[::-1]


def test_an_item_listed_twice_becomes_one_entry_as_last_changed(parse):
    feed = """<feed xmlns="http://www.w3.org/2005/Atom"><title>T</title>
      <entry><id>1</id><link href="https://a.example/1"/><title>Old</title><updated>2026-01-01T00:00:00Z</updated></entry>
      <entry><id>1</id><link href="https://a.example/1"/><title>New</title><updated>2026-01-02T00:00:00Z</updated></entry></feed>"""
    (entry,) = parse(feed).entries
    assert entry.hints.title == "New"


def test_ten_items_of_one_guid_are_ten_entries(parse):
    items = "".join(
        f"<item><guid>x</guid><title>{n}</title><link>https://a.example/{n}</link></item>" for n in range(10)
    )
    feed = f'<rss version="2.0"><channel>{items}</channel></rss>'
    names = [entry.entry_id for entry in parse(feed).entries]
    assert len(set(names)) == 10
    assert names == [entry.entry_id for entry in parse(feed).entries]


def feed_of(look, first=0, guid="{look}-{n}"):
    """A feed of ten items whose guids, unless told otherwise, are new at every look."""
    items = "".join(
        f"<item><guid>{guid.format(look=look, n=n)}</guid><title>{n}</title><link>https://a.example/{n}</link></item>"
        for n in range(first, first + 10)
    )
    return f'<rss version="2.0"><channel>{items}</channel></rss>'


def learn(store, parsed):
    store.known_ids |= {entry.entry_id for entry in parsed.entries}
    store.known_urls = (*[entry.url for entry in parsed.entries], *store.known_urls)
    return [entry.identity.partition(":")[0] for entry in parsed.entries]


def test_guids_that_are_new_at_every_look_do_not_make_new_entries(parse, store):
    assert learn(store, parse(feed_of(1))) == ["guid"] * 10
    # The first look that shows it brings each item once more, by its link; from then on they are known.
    assert learn(store, parse(feed_of(2))) == ["link"] * 10
    before = store.known_ids
    assert learn(store, parse(feed_of(3))) == ["link"] * 10
    assert store.known_ids == before
    learn(store, parse(feed_of(4, first=3)))
    assert len(store.known_ids - before) == 3


def test_guids_count_as_long_as_one_of_them_is_known(parse, store):
    for first in (0, 9, 18):
        assert learn(store, parse(feed_of(0, first, guid="tag:{n}"))) == ["guid"] * 10
    # All are new after a long silence, and so are the links.
    assert learn(store, parse(feed_of(0, 500, guid="tag:{n}"))) == ["guid"] * 10


def test_a_thousand_items_without_id_and_link_are_all_kept(parse):
    items = "".join(f"<item><title>Note</title><description>Text {n}</description></item>" for n in range(900))
    assert len(parse(f'<rss version="2.0"><channel>{items}</channel></rss>').entries) == 900
