import shutil
import socket
import ssl
import subprocess
import threading
from contextlib import suppress

import pytest

from schemas.codes import Code
from schemas.outcomes import Retry
from worker.toolbox.web import Endpoint, Web


def test_the_name_is_resolved_once_and_the_checked_address_is_dialled(wire, answer):
    server = wire(answer(b"ok"))
    asked = []

    def rebinding(host, _port, _timeout_s):
        asked.append(host)
        address = "127.0.0.1" if len(asked) == 1 else "10.0.0.1"
        return [Endpoint(socket.AF_INET, address, (address, server.port))]

    web = Web([f"rebind.example:{server.port}"], "x", 5.0, resolve=rebinding)
    assert web.get(f"http://rebind.example:{server.port}/", kind="feed").body == b"ok"
    assert asked == ["rebind.example"]
    assert f"Host: rebind.example:{server.port}\r\n" in server.requests[0]


def test_the_next_address_is_tried_when_one_refuses(wire, answer):
    server = wire(answer(b"ok"))
    with socket.create_server(("127.0.0.1", 0)) as unused:
        dead = unused.getsockname()[1]

    def two(_host, _port, _timeout_s):
        return [Endpoint(socket.AF_INET, "127.0.0.1", ("127.0.0.1", port)) for port in (dead, server.port)]

    assert Web(["two.example"], "x", 5.0, resolve=two).get("http://two.example/", kind="feed").body == b"ok"


def test_a_family_that_this_machine_lacks_is_passed_over(wire, answer):
    server = wire(answer(b"ok"))

    def two(_host, _port, _timeout_s):
        lacking = Endpoint(12345, "127.0.0.1", ("127.0.0.1", server.port))
        return [lacking, Endpoint(socket.AF_INET, "127.0.0.1", ("127.0.0.1", server.port))]

    assert Web(["two.example"], "x", 5.0, resolve=two).get("http://two.example/", kind="feed").body == b"ok"


def test_a_closed_port_is_a_failed_connection(failure, web_for, wire, answer):
    server = wire(answer(b"x"))
    server.close()
    outcome = failure(web_for(server), server.url)
    assert (type(outcome), outcome.code) == (Retry, Code.CONNECT_FAILED)


def test_a_reset_is_a_failed_connection(failure, web_for, wire):
    def reset(connection, _number):
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\1\0\0\0\0\0\0\0")

    server = wire(reset)
    assert failure(web_for(server), server.url).code is Code.CONNECT_FAILED


def test_a_server_without_tls_is_a_tls_failure(failure, wire, web_for, answer):
    server = wire(answer(b"x"))
    outcome = failure(web_for(server, deadline_s=2), f"https://127.0.0.1:{server.port}/")
    assert (type(outcome), outcome.code) == (Retry, Code.TLS_FAILED)


@pytest.fixture
def certified(tmp_path):
    if not shutil.which("openssl"):
        pytest.skip("makes its certificate with openssl")
    key, certificate = tmp_path / "key.pem", tmp_path / "certificate.pem"
    command = (
        "openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2 "
        "-subj /CN=tls.example -addext subjectAltName=DNS:tls.example"
    )
    subprocess.run([*command.split(), "-keyout", key, "-out", certificate], check=True, capture_output=True)
    serving = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    serving.load_cert_chain(certificate, key)
    return serving, ssl.create_default_context(cafile=certificate)


@pytest.mark.parametrize(("name", "trusted"), [("tls.example", True), ("other.example", False)])
def test_the_certificate_is_checked_for_the_name_and_not_the_address(failure, certified, answer, name, trusted):
    serving, trusting = certified
    asked_for = []
    serving.sni_callback = lambda _socket, server_name, _context: asked_for.append(server_name)
    with socket.create_server(("127.0.0.1", 0)) as listener:

        def serve():
            connection, _ = listener.accept()
            with suppress(OSError), connection, serving.wrap_socket(connection, server_side=True) as secure:
                secure.recv(65536)
                secure.sendall(answer(b"sealed"))

        thread = threading.Thread(target=serve)
        thread.start()
        port = listener.getsockname()[1]
        here = [Endpoint(socket.AF_INET, "127.0.0.1", ("127.0.0.1", port))]
        web = Web([f"{name}:{port}"], "x", 5.0, resolve=lambda *_: here, tls=trusting)
        if trusted:
            assert web.get(f"https://{name}:{port}/", kind="feed").body == b"sealed"
        else:
            assert failure(web, f"https://{name}:{port}/").code is Code.TLS_FAILED
        thread.join(5)
    assert asked_for == [name]


def test_proxies_of_the_environment_are_ignored(wire, web_for, answer, monkeypatch):
    proxy = wire(answer(b"proxied"))
    server = wire(answer(b"direct"))
    for name in ("http_proxy", "HTTP_PROXY", "ALL_PROXY", "all_proxy"):
        monkeypatch.setenv(name, proxy.url)
    assert web_for(server).get(server.url, kind="feed").body == b"direct"
    assert proxy.requests == []


def test_many_threads_share_one_door(wire, web_for, answer):
    server = wire(answer(b"ok"))
    web = web_for(server)
    bodies = []
    threads = [threading.Thread(target=lambda: bodies.append(web.get(server.url, kind="page").body)) for _ in range(16)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert bodies == [b"ok"] * 16
