"""FeedFetched -> FeedParsed: the bytes of a feed become entries that the next poll will recognise."""

from tasks.parse_feed.discovery import Link, looks_like_feed
from tasks.parse_feed.stage import Needs, feeds_named, parse_feed, read_feed

__all__ = ["Link", "Needs", "feeds_named", "looks_like_feed", "parse_feed", "read_feed"]
