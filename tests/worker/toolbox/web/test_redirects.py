import pytest

from schemas.codes import Code


def test_permanent_redirects_say_where_the_feed_moved(wire, web_for, answer):
    steps = {
        1: answer(status="301 Moved", Location="/b"),
        2: answer(status="308 Moved", Location="c?x=1"),
        3: answer(b"ok"),
    }
    server = wire(lambda connection, number: connection.sendall(steps[number]))
    got = web_for(server).get(f"{server.url}/a", kind="feed")
    assert got.url == got.moved_to == f"{server.url}/c?x=1"


def test_a_temporary_hop_on_the_way_keeps_the_url(wire, web_for, answer):
    steps = {
        1: answer(status="301 Moved", Location="/b"),
        2: answer(status="302 Found", Location="/c"),
        3: answer(b"ok"),
    }
    server = wire(lambda connection, number: connection.sendall(steps[number]))
    got = web_for(server).get(f"{server.url}/a", kind="feed")
    assert (got.url, got.moved_to) == (f"{server.url}/c", None)


@pytest.mark.parametrize("location", [lambda n: "/", lambda n: f"/{n % 2}", lambda n: f"/{n}", lambda n: "/" + "a" * n])
def test_redirects_end_after_five(failure, wire, web_for, answer, location):
    server = wire(lambda connection, number: connection.sendall(answer(status="302 Found", Location=location(number))))
    assert failure(web_for(server), f"{server.url}/").code is Code.TOO_MANY_REDIRECTS
    assert len(server.requests) <= 6


@pytest.mark.parametrize(
    "case",
    [
        ("http://169.254.169.254/latest/meta-data", Code.PRIVATE_ADDRESS),
        ("http://[::1]/", Code.PRIVATE_ADDRESS),
        ("//127.1/", Code.PRIVATE_ADDRESS),
        ("file:///etc/passwd", Code.BAD_URL),
        ("gopher://127.0.0.1/", Code.BAD_URL),
        ("data:text/plain,x", Code.BAD_URL),
        ("http://[", Code.BAD_URL),
    ],
)
def test_every_hop_passes_the_guard(failure, wire, web_for, answer, case):
    location, code = case
    server = wire(answer(status="302 Found", Location=location))
    assert failure(web_for(server), server.url).code is code


def test_a_redirect_to_another_port_of_an_allowed_host_is_refused(failure, wire, web_for, answer):
    canary = wire(answer(b"secret"))
    server = wire(answer(status="302 Found", Location=canary.url))
    assert failure(web_for(server), server.url).code is Code.PRIVATE_ADDRESS
    assert canary.requests == []


def test_the_body_of_a_redirect_is_never_read(wire, web_for, answer):
    steps = {
        1: b"HTTP/1.1 302 Found\r\nLocation: /b\r\nContent-Encoding: gzip\r\n\r\nnot gzip at all",
        2: answer(b"ok"),
    }
    server = wire(lambda connection, number: connection.sendall(steps[number]))
    assert web_for(server).get(server.url, kind="feed").body == b"ok"


def test_credentials_stay_with_their_origin(wire, web_for, answer):
    other = wire(answer(b"ok"))
    steps = {
        1: answer(status="302 Found", Location="/b"),
        2: answer(status="302 Found", Location=f"http://x:y@127.0.0.1:{other.port}/"),
    }
    server = wire(lambda connection, number: connection.sendall(steps[number]))
    got = web_for(server, other).get(f"http://me:s%40crt@127.0.0.1:{server.port}/", kind="feed")
    assert all("Authorization: Basic bWU6c0BjcnQ=\r\n" in request for request in server.requests)
    assert "Authorization" not in other.requests[0]
    assert got.url == f"{other.url}/"


def test_no_detail_holds_a_secret(failure, wire, web_for, answer):
    server = wire(answer(status="500 Oops"))
    url = f"http://me:s3cret@127.0.0.1:{server.port}/?token=t0ken"
    assert "s3cret" not in str(failure(web_for(server), url))
    assert "t0ken" not in str(failure(web_for(server), url))
    assert "s3cret" not in str(failure(web_for(), url))
