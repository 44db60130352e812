"""From the URL that a person has to that of the feed: what is no feed itself may name some."""

from dataclasses import dataclass

from schemas.codes import Code
from schemas.http import Answer
from schemas.outcomes import Outcome, Reject
from tasks.parse_feed import Link, feeds_named, read_feed
from worker.toolbox.web import Web


@dataclass(frozen=True)
class Found:
    """The feed that the page at `page` names first, and the URLs of the others."""

    page: str
    feed: Link
    others: tuple[str, ...]


def discover(url: str, web: Web) -> Found | None:
    """Look at `url` and return the feeds that it names.

    None when it is a feed itself, or cannot be had now: whoever subscribes or checks finds out and says so.
    Raise Reject(NOT_A_FEED) when it is neither, or names only feeds on comments.
    """
    try:
        answer = web.get(url, kind="feed")
    except Outcome:
        return None
    problem = _problem(answer)
    if problem is None or problem.code is not Code.NOT_A_FEED:
        return None
    links = feeds_named(answer.body, answer.headers.get("content-type", ""), answer.url)
    if not links or links[0].on_comments:
        raise problem
    return Found(answer.url, links[0], tuple(link.url for link in links[1:]))


def _problem(answer: Answer) -> Reject | None:
    try:
        read_feed(answer.body, answer.headers.get("content-type", ""), answer.url)
    except Reject as problem:
        return problem
    return None
