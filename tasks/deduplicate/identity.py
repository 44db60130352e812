"""Which article a page is."""

from tasks.shared.urls import canonical, host, is_front_page, is_http, outlet


def article_url(fetched_from: str, declared: str | None) -> str:
    """Return the canonical URL that names the article.

    The page's own `rel=canonical` counts when it stays with the outlet it was fetched from, so that a page and its
    AMP and mobile variants (`amp.`, `m.`, `/amp`, `?outputType=amp`) meet. Across outlets it never merges on its own:
    syndication copies and hijacked pages point elsewhere. A front page is no article's address, whatever a template
    says. A pushed file came from no host, so its own word is all there is; without one it keeps the URN it was given.
    """
    if not is_http(fetched_from):
        return canonical(declared) if declared is not None and is_http(declared) else fetched_from
    own = canonical(fetched_from)
    if declared is None or not is_http(declared) or outlet(host(declared)) != outlet(host(own)):
        return own
    named = canonical(declared)
    return own if is_front_page(named) else named
