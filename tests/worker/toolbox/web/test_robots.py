import pytest

from schemas.codes import Code
from schemas.outcomes import Retry
from worker.toolbox.web import Robots

RULES = b"""User-agent: *
Disallow: /

User-agent: slugline
Disallow: /private
Allow: /private/news$
Disallow: /*.pdf$
"""


@pytest.fixture
def robots_of(wire, web_for):
    def make(raw):
        server = wire(raw)
        return Robots(web_for(server), "Slugline/0.1 (+https://x.example)"), server

    return make


def test_our_own_group_and_the_longest_match_decide(robots_of, answer):
    robots, server = robots_of(answer(RULES))
    assert robots.allowed(f"{server.url}/news/1")
    assert not robots.allowed(f"{server.url}/private/x")
    assert robots.allowed(f"{server.url}/private/news")
    assert not robots.allowed(f"{server.url}/a.pdf")
    assert robots.allowed(f"{server.url}/a.pdf?x")


def test_one_origin_is_asked_once(robots_of, answer):
    robots, server = robots_of(answer(RULES))
    for number in range(5):
        robots.allowed(f"{server.url}/{number}")
    assert len(server.requests) == 1
    assert server.requests[0].startswith("GET /robots.txt HTTP/1.1")


@pytest.mark.parametrize("status", ["404 No", "410 Gone", "401 No", "403 No", "400 Bad"])
def test_robots_that_are_not_there_allow_everything(robots_of, answer, status):
    robots, server = robots_of(answer(status=status))
    assert robots.allowed(f"{server.url}/x")


@pytest.mark.parametrize(
    ("status", "code", "after"),
    [
        ("500 Oops", Code.SERVER_ERROR, None),
        ("503 Busy", Code.SERVER_ERROR, 60),
        ("429 Slow", Code.RATE_LIMITED, 60),
    ],
)
def test_robots_that_cannot_be_reached_put_the_page_off(robots_of, answer, status, code, after):
    robots, server = robots_of(answer(status=status, Retry_After="60"))
    for _ in range(3):
        with pytest.raises(Retry) as later:
            robots.allowed(f"{server.url}/x")
        assert (later.value.code, later.value.after) == (code, after)
    assert len(server.requests) == 1


def test_a_dead_host_puts_the_page_off(robots_of, answer):
    robots, server = robots_of(answer(RULES))
    server.close()
    with pytest.raises(Retry) as later:
        robots.allowed(f"{server.url}/x")
    assert later.value.code is Code.CONNECT_FAILED


@pytest.mark.parametrize(
    "body", [b"", b"\xff\xfe\x00" * 100, b"<html>soft 404</html>", b"Disallow: /\n", b"User-agent: *\nDisallow:\n"]
)
def test_robots_that_say_nothing_to_us_allow_everything(robots_of, answer, body):
    robots, server = robots_of(answer(body))
    assert robots.allowed(f"{server.url}/x")
