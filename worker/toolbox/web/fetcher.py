"""The one door to the network: every GET of feeds, pages and robots.txt and every POST to a hub goes through here."""

import ssl
from collections.abc import Iterable, Mapping
from http import HTTPStatus
from http.client import HTTPException
from typing import Literal, NamedTuple, NoReturn
from urllib.parse import urlencode

from urllib3.exceptions import HTTPError
from urllib3.exceptions import SSLError as WrappedSSLError
from urllib3.response import HTTPResponse
from urllib3.util.ssl_match_hostname import CertificateError

from schemas.codes import Code
from schemas.http import Answer, Validators
from schemas.outcomes import Outcome, Reject, Retry
from worker.toolbox.web.connection import HEAD_LIMIT, Meter, pin
from worker.toolbox.web.decode import PIECE, Body
from worker.toolbox.web.guard import parse_rules
from worker.toolbox.web.resolve import Resolve, system_resolver
from worker.toolbox.web.status import PERMANENT, REDIRECTS, REPEATED, SUCCESS, outcome_of
from worker.toolbox.web.target import Target, basic_credentials, endpoints, parse_target

Kind = Literal["feed", "page", "robots", "hub"]
MAX_REDIRECTS = 5
MAX_VALIDATOR = 8_192


class Terms(NamedTuple):
    """How one kind of document is asked for. With `truncates` a longer body is cut at the cap, not refused."""

    accept: str
    cap: int
    truncates: bool = False


TERMS: dict[Kind, Terms] = {
    "feed": Terms(
        "application/atom+xml, application/rss+xml, application/feed+json, application/rdf+xml, "
        "application/xml;q=0.9, text/xml;q=0.9, application/json;q=0.8, */*;q=0.5",
        10_000_000,
    ),
    "page": Terms("text/html, application/xhtml+xml, text/plain;q=0.8, */*;q=0.5", 5_000_000),
    # What a hub has to say is its status.
    "hub": Terms("*/*", 64 * 1024),
    # RFC 9309 section 2.5: at least 500 KiB must be parsed, what lies beyond may be ignored.
    "robots": Terms("text/plain, */*;q=0.5", 512 * 1024, truncates=True),
}


class Hop(NamedTuple):
    """One request and the head of its answer; the body is in it only for status 200."""

    status: int
    headers: dict[str, str]
    body: bytes


class Web:
    """A polite and suspicious HTTP client; safe to share between threads.

    `allow_hosts` are the exceptions of the address guard (see `guard.parse_rules`; ValueError when one
    cannot be read), `deadline_s` bounds one whole `get` in seconds, redirects and body included. Proxies
    of the environment are ignored: they would resolve names behind the guard's back. A connection serves
    one request: hosts are visited seconds apart, so keeping it would hold a socket for nothing, and the
    address that was checked is always the one that answers.
    """

    def __init__(
        self,
        allow_hosts: Iterable[str],
        user_agent: str,
        deadline_s: float = 30.0,
        *,
        resolve: Resolve = system_resolver,
        tls: ssl.SSLContext | None = None,
    ) -> None:
        self._rules = parse_rules(allow_hosts)
        self._user_agent = user_agent
        self._deadline_s = deadline_s
        self._resolve = resolve
        # Loading the root certificates costs 20 ms: once, not per connection.
        self._tls = tls or ssl.create_default_context()

    def get(self, url: str, *, kind: Kind, validators: Validators = Validators()) -> Answer:  # noqa: B008  # immutable
        """Return the answer to a GET of `url`: 200, or 304 when `validators` were sent.

        Raise Retry or Reject for everything else; the codes are those of `status.outcome_of` and of the
        way there: BAD_URL, PRIVATE_ADDRESS, DNS_FAILURE, CONNECT_FAILED, TLS_FAILED, TIMEOUT_TOTAL,
        TOO_MANY_REDIRECTS, TOO_LARGE, BAD_ENCODING, BAD_RESPONSE.
        """
        meter = Meter(self._deadline_s)
        target = parse_target(url)
        headers = self._headers(TERMS[kind], validators)
        credentials, home = basic_credentials(url), target.origin
        visited: set[str] = set()
        permanent = True
        while True:
            visited.add(target.url)
            secret = {"Authorization": credentials} if credentials and target.origin == home else {}
            hop = self._hop(target, headers | secret, TERMS[kind], meter)
            if hop.status not in REDIRECTS or not hop.headers.get("location"):
                return self._answer(target, hop, validators, moved=permanent and len(visited) > 1)
            permanent = permanent and hop.status in PERMANENT
            target = parse_target(_location(hop), target.url)
            if target.url in visited or len(visited) > MAX_REDIRECTS:
                raise Reject(Code.TOO_MANY_REDIRECTS, f"after {len(visited)} requests")

    def post(self, url: str, form: Mapping[str, str]) -> None:
        """Send a form to `url`; any 2xx will do, and nothing of the answer's body is read.

        Guard, deadline and codes are those of `get`. A 307 or 308 is followed where it leads to the same server: what
        is sent holds secrets that were meant for this one.
        """
        meter = Meter(self._deadline_s)
        target, home = parse_target(url), parse_target(url).origin
        headers = self._headers(TERMS["hub"], Validators()) | {"Content-Type": "application/x-www-form-urlencoded"}
        body = urlencode(form).encode("ascii")
        for _ in range(MAX_REDIRECTS):
            hop = self._hop(target, headers, TERMS["hub"], meter, body)
            if hop.status // 100 == SUCCESS:
                return
            if hop.status not in REPEATED or not hop.headers.get("location"):
                self._refuse(target, hop)
            target = parse_target(_location(hop), target.url)
            if target.origin != home:
                raise Reject(Code.BAD_RESPONSE, "a redirect to another server is not followed with a form")
        raise Reject(Code.TOO_MANY_REDIRECTS, f"after {MAX_REDIRECTS} requests")

    def close(self) -> None:
        """Let go of everything; nothing is held between two gets."""

    def _headers(self, terms: Terms, validators: Validators) -> dict[str, str]:
        headers = {
            "User-Agent": self._user_agent,
            "Accept": terms.accept,
            "Accept-Encoding": "gzip, deflate, br, zstd",
            "Connection": "close",
        }
        conditions = {"If-None-Match": validators.etag, "If-Modified-Since": validators.last_modified}
        return headers | {name: value for name, value in conditions.items() if value and _sendable(value)}

    def _hop(
        self, target: Target, headers: dict[str, str], terms: Terms, meter: Meter, form: bytes | None = None
    ) -> Hop:
        found = endpoints(target, self._resolve, self._rules, meter.seconds())
        context = self._tls if target.secure else None
        connection = pin(target.host, target.port, found, context=context, meter=meter, body_limit=terms.cap)
        try:
            connection.request(
                "GET" if form is None else "POST",
                target.path,
                body=form,
                headers={"Host": target.authority, **headers},
                preload_content=False,
                decode_content=False,
            )
            response = connection.getresponse()
            try:
                return _read(response, terms) if form is None else Hop(response.status, _head(response), b"")
            finally:
                response.close()
        except Outcome:
            raise
        except (HTTPError, HTTPException, OSError, ValueError) as error:
            raise _classify(error) from error
        finally:
            connection.close()

    @staticmethod
    def _answer(target: Target, hop: Hop, validators: Validators, *, moved: bool) -> Answer:
        asked = validators.etag is not None or validators.last_modified is not None
        if hop.status == HTTPStatus.OK or (hop.status == HTTPStatus.NOT_MODIFIED and asked):
            moved_to = target.url if moved else None
            return Answer(url=target.url, status=hop.status, headers=hop.headers, body=hop.body, moved_to=moved_to)
        return Web._refuse(target, hop)

    @staticmethod
    def _refuse(target: Target, hop: Hop) -> NoReturn:
        outcome = outcome_of(hop.status, hop.headers)
        outcome.host = target.authority
        raise outcome


def _sendable(value: str) -> bool:
    # A value that held a control character would end the header or the log line it is written into.
    return len(value) <= MAX_VALIDATOR and all(" " <= character <= "\xff" for character in value.replace("\x7f", "\0"))


def _location(hop: Hop) -> str:
    # Header bytes arrive as Latin-1; a location that is not ASCII is UTF-8 in practice.
    raw = hop.headers["location"].encode("latin-1", "replace")
    return raw.decode("utf-8", "replace")


def _read(response: HTTPResponse, terms: Terms) -> Hop:
    headers = _head(response)
    # The body of a redirect or an error is never read: it may be a bomb, and it has nothing to say.
    if response.status != HTTPStatus.OK:
        return Hop(response.status, headers, b"")
    declared = response.length_remaining or 0
    if declared > terms.cap and not terms.truncates:
        raise Reject(Code.TOO_LARGE, f"{declared} bytes announced")
    return Hop(response.status, headers, _read_body(response, headers.get("content-encoding", ""), terms))


def _read_body(response: HTTPResponse, content_encoding: str, terms: Terms) -> bytes:
    body = Body(content_encoding, terms.cap, truncates=terms.truncates)
    received = 0
    while not body.full and (data := response.read1(PIECE, decode_content=False)):
        received += len(data)
        if received > terms.cap and not terms.truncates:
            raise Reject(Code.TOO_LARGE, f"more than {terms.cap} bytes on the wire")
        body.add(data)
    return body.finish()


def _head(response: HTTPResponse) -> dict[str, str]:
    headers: dict[str, str] = {}
    for name, value in response.headers.items():
        key = name.lower()
        headers[key] = f"{headers[key]}, {value}" if key in headers else value
    if sum(len(name) + len(value) for name, value in headers.items()) > HEAD_LIMIT:
        raise Retry(Code.BAD_RESPONSE, "the head is too large")
    return headers


def _classify(error: Exception) -> Outcome:
    if isinstance(error, ssl.SSLError | WrappedSSLError | CertificateError):
        return Retry(Code.TLS_FAILED, getattr(error, "reason", None) or "the handshake failed")
    if isinstance(error, TimeoutError):
        return Retry(Code.TIMEOUT_TOTAL, "the request could not be sent in time")
    if any(isinstance(cause, ConnectionError) for cause in (error, *error.args)):
        return Retry(Code.CONNECT_FAILED, "the server dropped the connection")
    return Retry(Code.BAD_RESPONSE, "the answer is not valid HTTP or was cut short")
