import socket
import threading

import pytest

from schemas.codes import Code
from schemas.outcomes import Retry
from worker.toolbox.web import system_resolver


@pytest.mark.parametrize(("host", "family"), [("127.0.0.1", socket.AF_INET), ("::1", socket.AF_INET6)])
def test_an_address_resolves_to_itself(host, family):
    (endpoint,) = system_resolver(host, 8080, 1.0)
    assert (endpoint.family, endpoint.address, endpoint.sockaddr[:2]) == (family, host, (host, 8080))


def test_the_name_of_this_machine_resolves():
    assert {endpoint.address for endpoint in system_resolver("localhost", 80, 5.0)} <= {"127.0.0.1", "::1"}


@pytest.mark.parametrize("host", ["no-such-host.invalid", "a" * 64 + ".example", "x" * 300])
def test_a_name_that_leads_nowhere_is_a_dns_failure(host):
    with pytest.raises(Retry) as later:
        system_resolver(host, 80, 5.0)
    assert later.value.code is Code.DNS_FAILURE


def test_a_resolver_that_hangs_is_left_behind(monkeypatch):
    release = threading.Event()

    def hang(host, port, **options):
        if options.get("flags"):
            raise socket.gaierror
        release.wait(10)
        return []

    monkeypatch.setattr(socket, "getaddrinfo", hang)
    with pytest.raises(Retry) as later:
        system_resolver("slow.example", 80, 0.05)
    release.set()
    assert later.value.code is Code.DNS_FAILURE
