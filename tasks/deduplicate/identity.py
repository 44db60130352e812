"""Which article a page is."""

from tasks.shared.urls import canonical, host, is_http


def article_url(fetched_from: str, declared: str | None) -> str:
    """Return the canonical URL that names the article.

    The page's own `rel=canonical` counts when it stays on the host it was fetched from. Across hosts it
    never merges on its own: syndication copies and hijacked pages point elsewhere. A pushed file came from no
    host, so its own word is all there is; without one it keeps the URN it was given.
    """
    if declared is None or not is_http(declared):
        return canonical(fetched_from) if is_http(fetched_from) else fetched_from
    if is_http(fetched_from) and host(declared) != host(fetched_from):
        return canonical(fetched_from)
    return canonical(declared)
