"""Subscribing to a feed: what can be told from its URL is told at once, without asking the server."""

from dataclasses import dataclass, replace
from typing import Any

from schemas import ids
from schemas.codes import Code
from schemas.outcomes import Outcome, Reject, Retry
from tasks.parse_feed import looks_like_feed
from tasks.shared.urls import absolute
from worker.discovery import Found, discover
from worker.toolbox import Toolbox
from worker.toolbox.web import Explanation, explain


@dataclass(frozen=True)
class Subscription:
    """What became of a wish to subscribe."""

    url: str
    id: str = ""
    new: bool = False
    problem: Outcome | None = None
    found: Found | None = None

    def as_row(self) -> dict[str, Any]:
        """Return it as one JSON object."""
        code = self.problem.code.value if self.problem else None
        row: dict[str, Any] = {"url": self.url, "id": self.id, "new": self.new, "error": code}
        return row | ({"page": self.found.page, "others": list(self.found.others)} if self.found else {})


def subscribe(tools: Toolbox, given: str, *, title: str = "") -> Subscription:
    """Subscribe to the feed at `given`, due at once.

    Only the URL and its addresses are judged: fetching it here and again a second later from a worker would
    be two requests for one, which publishers rightly hate.
    """
    url = absolute(given, given)
    if url is None:
        return Subscription(given, problem=Reject(Code.BAD_URL, "no http(s) URL"))
    try:
        guarded = explain(url, tools.settings.allow_hosts)
    except Reject as problem:
        return Subscription(url, problem=problem)
    except Retry:
        # The name does not resolve just now. It may tomorrow; until then `feeds why` says so.
        guarded = None
    if guarded is not None and not guarded.allowed:
        return Subscription(url, problem=Reject(Code.PRIVATE_ADDRESS, _why(guarded)))
    with tools.database.write() as connection:
        new = tools.feeds.add(connection, url, title=title)
    return Subscription(url, ids.feed_id(url), new)


def subscribe_found(tools: Toolbox, given: str) -> Subscription:
    """Subscribe to the feed at `given` or, when a page is there, to the likeliest feed that it names.

    A URL that is written as those of feeds are is taken for one unseen, so that its server is asked once, not twice.
    """
    url = absolute(given, given)
    if url is None or looks_like_feed(url):
        return subscribe(tools, given)
    try:
        found = discover(url, tools.web)
    except Reject as problem:
        return Subscription(url, problem=problem)
    if found is None:
        return subscribe(tools, given)
    return replace(subscribe(tools, found.feed.url, title=found.feed.title), found=found)


def _why(guarded: Explanation) -> str:
    kinds = sorted({str(judgement.kind) for judgement in guarded.judgements})
    return f"{guarded.host} port {guarded.port} is {', '.join(kinds)}"
