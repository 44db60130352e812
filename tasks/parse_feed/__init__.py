"""FeedFetched -> FeedParsed: the bytes of a feed become entries that the next poll will recognise."""

from tasks.parse_feed.stage import Needs, parse_feed

__all__ = ["Needs", "parse_feed"]
