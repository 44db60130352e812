import pytest

from schemas.codes import Code
from schemas.outcomes import Reject
from worker.toolbox.web.guard import AddressClass, classify, judge, parse_rules
from worker.toolbox.web.resolve import Endpoint
from worker.toolbox.web.target import endpoints, explain, parse_target

PUBLIC = [
    "8.8.8.8", "1.1.1.1", "100.63.255.254", "100.128.0.1", "172.15.255.255", "172.32.0.1", "192.167.1.1", "11.0.0.1",
    "2606:4700:4700::1111", "2001:4860:4860::8888", "64:ff9b::808:808",
]  # fmt: skip
INTERNAL = {
    "0.0.0.0": "unspecified", "0.1.2.3": "unspecified", "10.0.0.1": "private", "100.64.0.1": "cgnat",
    "100.127.255.255": "cgnat", "127.0.0.1": "loopback", "127.255.255.254": "loopback", "169.254.1.1": "link_local",
    "169.254.169.254": "metadata", "169.254.170.2": "metadata", "100.100.100.200": "metadata",
    "168.63.129.16": "metadata", "172.16.0.1": "private", "172.31.255.255": "private", "192.0.0.1": "reserved",
    "192.0.2.1": "reserved", "192.88.99.1": "reserved", "192.168.1.1": "private", "198.18.0.1": "reserved",
    "198.19.255.255": "reserved", "198.51.100.1": "reserved", "203.0.113.1": "reserved", "224.0.0.1": "multicast",
    "240.0.0.1": "reserved", "255.255.255.255": "reserved",
    "::": "unspecified", "::1": "loopback", "::127.0.0.1": "embedded_v4", "::8.8.8.8": "embedded_v4",
    "::ffff:127.0.0.1": "embedded_v4", "::ffff:8.8.8.8": "embedded_v4", "::ffff:0:127.0.0.1": "embedded_v4",
    "64:ff9b::7f00:1": "embedded_v4", "64:ff9b::a9fe:a9fe": "embedded_v4", "64:ff9b:1::1": "embedded_v4",
    "2002:7f00:1::": "embedded_v4", "2001:0:1::1": "embedded_v4", "2001:db8::1": "reserved", "3fff::1": "reserved",
    "100::1": "reserved", "5f00::1": "reserved", "4000::1": "reserved", "fc00::1": "unique_local",
    "fd00:ec2::254": "metadata", "fd12::1": "unique_local", "fe80::1": "link_local", "fe80::1%eth0": "link_local",
    "fec0::1": "site_local", "ff02::1": "multicast", "2001:2::1": "reserved", "2001:10::1": "reserved",
}  # fmt: skip


@pytest.mark.parametrize("address", PUBLIC)
def test_addresses_of_the_internet_are_public(address):
    assert classify(address) is AddressClass.PUBLIC


@pytest.mark.parametrize(("address", "kind"), INTERNAL.items())
def test_internal_addresses_have_their_class(address, kind):
    assert classify(address) == kind


def test_a_text_that_is_no_address_is_a_value_error():
    with pytest.raises(ValueError, match="not-an-address"):
        classify("not-an-address")


@pytest.mark.parametrize(
    ("rule", "host", "port", "address", "allowed"),
    [
        ("127.0.0.1:8800", "127.0.0.1", 8800, "127.0.0.1", True),
        ("127.0.0.1:8800", "127.0.0.1", 8801, "127.0.0.1", False),
        ("127.0.0.1", "127.0.0.1", 1, "127.0.0.1", True),
        ("127.0.0.1:80", "127.0.0.2", 80, "127.0.0.2", False),
        ("Intranet.Example:8080", "intranet.example", 8080, "10.0.0.7", True),
        ("intranet.example:8080", "other.example", 8080, "10.0.0.7", False),
        ("127.0.0.1:80", "localhost", 80, "127.0.0.1", True),
        ("[::1]:80", "::1", 80, "::1", True),
        ("::1", "::1", 443, "::1", True),
        ("[::1]", "::1", 443, "::1", True),
        ("127.0.0.1:80", "::ffff:127.0.0.1", 80, "::ffff:127.0.0.1", False),
    ],
)
def test_a_rule_opens_one_host_and_port(rule, host, port, address, allowed):
    assert judge(host, port, address, parse_rules([rule])).allowed is allowed


@pytest.mark.parametrize(
    "rule", ["10.0.0.0/8", "*", "*.example", "host:0", "host:65536", "host:x", "user@host", "a b", "host:"]
)
def test_a_rule_that_is_no_single_host_is_refused(rule):
    with pytest.raises(ValueError, match="not a"):
        parse_rules([rule])


def names(table):
    def resolve(host, port, _timeout):
        return [Endpoint(10 if ":" in address else 2, address, (address, port)) for address in table[host]]

    return resolve


def test_a_host_with_one_public_address_is_reached_there_only():
    resolve = names({"mixed.example": ["10.0.0.1", "8.8.8.8", "::1"]})
    found = endpoints(parse_target("http://mixed.example/"), resolve, frozenset(), 1)
    assert [endpoint.address for endpoint in found] == ["8.8.8.8"]


def test_a_host_of_many_addresses_is_tried_at_four():
    resolve = names({"many.example": [f"8.8.8.{last}" for last in range(250)]})
    assert len(endpoints(parse_target("http://many.example/"), resolve, frozenset(), 1)) == 4


def test_a_host_without_public_address_is_refused_with_its_classes():
    resolve = names({"inside.example": ["10.0.0.1", "169.254.169.254"]})
    with pytest.raises(Reject) as refused:
        endpoints(parse_target("http://inside.example/"), resolve, frozenset(), 1)
    assert refused.value.code is Code.PRIVATE_ADDRESS
    assert refused.value.detail == "inside.example port 80 is metadata, private"


def test_the_guard_explains_itself_line_by_line():
    resolve = names({"inside.example": ["10.0.0.1", "8.8.8.8"]})
    seen = explain("https://user:pw@inside.example/feed", ["inside.example:80"], resolve)
    assert seen.allowed
    assert seen.lines == (
        "inside.example port 443",
        "  10.0.0.1: private, refused",
        "  8.8.8.8: public, allowed",
        "verdict: allowed",
    )
    rule = explain("http://inside.example/feed", ["inside.example:80"], resolve)
    assert "allowed by the rule inside.example:80" in rule.lines[1]


@pytest.mark.parametrize(
    "url",
    ["http://127.1/", "http://0/", "http://0x7f000001/", "http://0177.0.0.1/", "http://2130706433/", "http://[::ffff:7f00:1]/",
     "http://%31%32%37.0.0.1/", "http://127.0.\t0.1/", "http://[::]/", "http://127.0.0.1./", "http://①②⑦.0.0.1/", "http://localhost/",
     "http:127.0.0.1", "http:\\\\127.0.0.1\\", "http://user@127.0.0.1/", "http://example.com@127.0.0.1/"],
)  # fmt: skip
def test_no_spelling_of_loopback_gets_past_the_guard(url, web_for):
    with pytest.raises(Reject) as refused:
        web_for().get(url, kind="feed")
    assert refused.value.code is Code.PRIVATE_ADDRESS


@pytest.mark.parametrize(
    "url",
    ["", "x", "ftp://a/", "file:///etc/passwd", "gopher://a/", "data:,x", "javascript:1", "http://", "http://[::1",
     "http://a:99999/", "//a/b", "http://" + "a" * 9000, "http://\ud800/", "http://a b/", "jar:http://a!/", "http://./"],
)  # fmt: skip
def test_what_is_no_web_url_is_a_bad_url(url, web_for):
    with pytest.raises(Reject) as refused:
        web_for().get(url, kind="feed")
    assert refused.value.code is Code.BAD_URL
