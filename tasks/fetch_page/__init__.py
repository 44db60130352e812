"""EntryFound -> PageFetched: get the page of an entry, or fall back to what the feed itself says."""

from tasks.fetch_page.stage import Needs, fetch_page, summary_page

__all__ = ["Needs", "fetch_page", "summary_page"]
