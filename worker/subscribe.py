"""Subscribing to a feed: what can be told from its URL is told at once, without asking the server."""

from dataclasses import dataclass
from typing import Any

from schemas import ids
from schemas.codes import Code
from schemas.outcomes import Outcome, Reject, Retry
from tasks.shared.urls import absolute
from worker.toolbox import Toolbox
from worker.toolbox.web import Explanation, explain


@dataclass(frozen=True)
class Subscription:
    """What became of a wish to subscribe."""

    url: str
    id: str = ""
    new: bool = False
    problem: Outcome | None = None

    def as_row(self) -> dict[str, Any]:
        """Return it as one JSON object."""
        code = self.problem.code.value if self.problem else None
        return {"url": self.url, "id": self.id, "new": self.new, "error": code}


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


def _why(guarded: Explanation) -> str:
    kinds = sorted({str(judgement.kind) for judgement in guarded.judgements})
    return f"{guarded.host} port {guarded.port} is {', '.join(kinds)}"
