"""Which article a page is."""

from tasks.shared.urls import canonical, host, is_http


def article_url(fetched_from: str, declared: str | None) -> str:
    """Return the canonical URL that names the article.

    The page's own `rel=canonical` counts when it stays on the host it was fetched from. Across hosts it
    never merges on its own: syndication copies and hijacked pages point elsewhere. Pushed items without a
    web address keep the URN they were given.
    """
    if not is_http(fetched_from):
        return fetched_from
    if declared and is_http(declared) and host(declared) == host(fetched_from):
        return canonical(declared)
    return canonical(fetched_from)
