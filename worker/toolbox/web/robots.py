"""Which pages a site lets us fetch: robots.txt by RFC 9309."""

import threading
import time
from collections import OrderedDict
from typing import NamedTuple, Protocol

from protego import Protego

from schemas.codes import Code
from schemas.http import Answer
from schemas.outcomes import Outcome, Reject, Retry
from worker.toolbox.web.fetcher import Kind
from worker.toolbox.web.target import parse_target

CACHE_S = 3_600.0
FAILURE_CACHE_S = 60.0
CACHE_ENTRIES = 1_000
# RFC 9309 section 2.3.1.3: "unavailable" robots.txt allow everything; 429 asks us to wait instead.
_UNAVAILABLE = frozenset({Code.NOT_FOUND, Code.ACCESS_DENIED})


class Getter(Protocol):
    """What robots need of the web."""

    def get(self, url: str, *, kind: Kind) -> Answer:
        """Return a 200 answer, or raise Retry or Reject."""
        ...


class Verdict(NamedTuple):
    """What is known of one origin until `expires` (monotonic seconds): its rules, or why there are none."""

    expires: float
    rules: Protego | None = None
    failure: Retry | None = None


class Robots:
    """The rules of each origin, kept for an hour (a failure: a minute) and for at most 1,000 origins.

    Safe to share between threads; two threads that meet a new origin at once may both ask it.
    """

    def __init__(self, web: Getter, user_agent: str) -> None:
        self._web = web
        self._token = user_agent.partition("/")[0]
        self._known: OrderedDict[str, Verdict] = OrderedDict()
        self._lock = threading.Lock()

    def allowed(self, url: str) -> bool:
        """Return whether robots.txt lets us fetch `url`.

        Raise Reject(BAD_URL) for no URL, and Retry when the origin's robots.txt cannot be reached:
        RFC 9309 section 2.3.1.4 says that everything is disallowed then.
        """
        target = parse_target(url)
        origin = f"{'https' if target.secure else 'http'}://{target.authority}"
        verdict = self._recall(origin) or self._remember(origin, self._ask(f"{origin}/robots.txt"))
        if verdict.failure:
            # A new one each time: a raised exception carries the traceback of its thread.
            failure = verdict.failure
            raise Retry(failure.code, f"robots.txt: {failure.detail}", after=failure.after, host=failure.host)
        return verdict.rules is None or bool(verdict.rules.can_fetch(target.url, self._token))

    def _recall(self, origin: str) -> Verdict | None:
        with self._lock:
            verdict = self._known.get(origin)
            if verdict is None or verdict.expires < time.monotonic():
                return None
            self._known.move_to_end(origin)
            return verdict

    def _remember(self, origin: str, verdict: Verdict) -> Verdict:
        with self._lock:
            self._known[origin] = verdict
            while len(self._known) > CACHE_ENTRIES:
                self._known.popitem(last=False)
        return verdict

    def _ask(self, url: str) -> Verdict:
        try:
            body = self._web.get(url, kind="robots").body
        except Outcome as outcome:
            now = time.monotonic()
            if isinstance(outcome, Reject) or outcome.code in _UNAVAILABLE:
                # Also a robots.txt that redirects to nowhere or to an internal address: the page itself
                # still has to pass the guard.
                return Verdict(now + CACHE_S)
            return Verdict(
                now + FAILURE_CACHE_S,
                failure=Retry(outcome.code, outcome.detail, after=outcome.after, host=outcome.host),
            )
        return Verdict(time.monotonic() + CACHE_S, rules=Protego.parse(body.decode("utf-8", "replace")))
