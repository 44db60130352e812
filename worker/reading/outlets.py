"""Who published something, as a person would say it."""

from collections.abc import Mapping
from typing import Any

from tasks.shared.urls import host

UNKNOWN = "(unknown)"


def outlet(site: str | None, url: str | None) -> str:
    """Return the outlet's name: what its pages call it, else its host without "www."."""
    if site and site.strip():
        return " ".join(site.split())
    return host(url or "").removeprefix("www.") or UNKNOWN


def outlet_of(row: Mapping[str, Any]) -> str:
    """Return the outlet of a row that has `site` and `article_url`."""
    return outlet(row["site"], row["article_url"])
