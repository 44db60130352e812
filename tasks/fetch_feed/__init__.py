"""FeedDue -> FeedFetched | FeedUnchanged: ask a feed's server, once, with the validators it gave us."""

from tasks.fetch_feed.stage import Needs, fetch_feed

__all__ = ["Needs", "fetch_feed"]
