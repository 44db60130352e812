import gzip
import threading

import pytest

from schemas.codes import Code
from schemas.outcomes import Retry
from worker.toolbox.web import Web


def drip(head, step=b"x"):
    def script(connection, _number):
        connection.sendall(head)
        while True:
            connection.sendall(step)
            threading.Event().wait(0.02)

    return script


@pytest.mark.parametrize(
    "script",
    [
        drip(b"HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n"),
        drip(b"HTTP/1.1 200 OK\r\nX: "),
        drip(b"HT"),
        drip(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", b"1\r\nx\r\n"),
        drip(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", b"0"),
        drip(b"", b"HTTP/1.1 100 Continue\r\n\r\n"),
        lambda connection, _number: connection.recv(1),
    ],
    ids=["body", "headers", "status line", "chunks", "chunk size", "endless 100", "silence"],
)
def test_a_slow_server_is_cut_at_the_deadline(failure, wire, web_for, script):
    server = wire(script)
    assert failure(web_for(server, deadline_s=0.4), server.url).code is Code.TIMEOUT_TOTAL


def test_a_tls_handshake_that_hangs_is_cut_at_the_deadline(failure, wire, web_for):
    server = wire(lambda connection, _number: connection.recv(65536))
    url = f"https://127.0.0.1:{server.port}/"
    assert failure(web_for(server, deadline_s=0.3), url).code is Code.TIMEOUT_TOTAL


def test_redirects_share_one_deadline(failure, wire, web_for, answer):
    def script(connection, number):
        threading.Event().wait(0.15)
        connection.sendall(answer(status="302 Found", Location=f"/{number}"))

    server = wire(script)
    assert failure(web_for(server, deadline_s=0.4), server.url).code is Code.TIMEOUT_TOTAL


def test_a_resolver_that_hangs_is_not_waited_for(failure, web_for):
    web = web_for(deadline_s=0.2)
    asked = threading.Event()

    def silent(host, port, timeout_s):
        assert timeout_s <= 0.2
        asked.set()
        raise Retry(Code.DNS_FAILURE, f"no answer for {host}")

    web = Web([], "x", 0.2, resolve=silent)
    assert failure(web, "http://slow.example/").code is Code.DNS_FAILURE
    assert asked.is_set()


def test_a_name_that_does_not_exist_is_a_dns_failure(failure, web_for):
    outcome = failure(web_for(), "http://no-such-host.invalid/")
    assert (type(outcome), outcome.code) == (Retry, Code.DNS_FAILURE)


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        (b"HTTP/1.1 200 OK\r\nContent-Length: 1000000000000000000\r\n\r\nx", Code.TOO_LARGE),
        (b"HTTP/1.1 200 OK\r\n" + b"X-A: b\r\n" * 10_000 + b"\r\n", Code.BAD_RESPONSE),
        (b"HTTP/1.1 200 OK\r\nX-A: " + b"b" * 1_000_000 + b"\r\n\r\n", Code.BAD_RESPONSE),
        (b"HTTP/1.1 200 OK\r\n" + (b"X-A: " + b"b" * 6000 + b"\r\n") * 20 + b"\r\n", Code.BAD_RESPONSE),
        (b"HTTP/1.1 100 Continue\r\n\r\n" * 10_000, Code.BAD_RESPONSE),
        (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n" + b"1" * 100_000, Code.BAD_RESPONSE),
        (b"HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nshort", Code.BAD_RESPONSE),
        (b"HTTP/1.1 200 OK\r\nContent-Length: 10\r\nContent-Length: 20\r\n\r\n0123456789", Code.BAD_RESPONSE),
        (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhel", Code.BAD_RESPONSE),
        (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\nhello\r\n0\r\n\r\n", Code.BAD_RESPONSE),
        (b"HTTP/1.1 \x1b[31m OK\r\n\r\n", Code.BAD_RESPONSE),
        (b"SSH-2.0-OpenSSH\r\n", Code.BAD_RESPONSE),
        (b"", Code.CONNECT_FAILED),
        (b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip, gzip\r\nContent-Length: 1\r\n\r\nx", Code.BAD_ENCODING),
    ],
)
def test_what_is_not_sound_http_is_named(failure, wire, web_for, raw, code):
    server = wire(raw)
    outcome = failure(web_for(server), server.url)
    assert outcome.code is code
    assert outcome.detail.isprintable()


def test_a_body_without_a_length_is_read_to_its_end(wire, web_for):
    server = wire(b"HTTP/1.0 200 OK\r\n\r\nhello")
    assert web_for(server).get(server.url, kind="feed").body == b"hello"


def test_chunks_and_gzip_are_undone(wire, web_for):
    body = gzip.compress(b"hello " * 1000)
    chunks = b"".join(b"%x\r\n%s\r\n" % (len(body[i : i + 10]), body[i : i + 10]) for i in range(0, len(body), 10))
    head = b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nTransfer-Encoding: chunked\r\n\r\n"
    server = wire(head + chunks + b"0\r\nX-Trailer: 1\r\n\r\n")
    assert web_for(server).get(server.url, kind="feed").body == b"hello " * 1000


def test_a_body_that_never_ends_is_cut_at_the_cap(failure, wire, web_for):
    def endless(connection, _number):
        connection.sendall(b"HTTP/1.1 200 OK\r\n\r\n")
        while True:
            connection.sendall(bytes(65536))

    server = wire(endless)
    assert failure(web_for(server, deadline_s=20), server.url, "page").code is Code.TOO_LARGE


def test_a_bomb_is_cut_at_the_cap(failure, wire, web_for, answer):
    server = wire(answer(gzip.compress(bytes(30_000_000), 1), Content_Encoding="gzip"))
    assert failure(web_for(server, deadline_s=20), server.url, "page").code is Code.TOO_LARGE


def test_robots_are_cut_and_not_refused(wire, web_for, answer):
    server = wire(answer(b"# long\n" * 200_000))
    assert len(web_for(server).get(server.url, kind="robots").body) == 512 * 1024
