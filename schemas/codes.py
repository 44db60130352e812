"""The closed list of error codes. Each has a meaning, a fix, and a page: `docs/errors.md`."""

from enum import StrEnum
from typing import NamedTuple


class Code(StrEnum):
    """Why something did not succeed. Values are stable: they are metric labels and stored rows."""

    # The way to the server
    BAD_URL = "bad_url"
    PRIVATE_ADDRESS = "private_address"
    DNS_FAILURE = "dns_failure"
    CONNECT_FAILED = "connect_failed"
    TLS_FAILED = "tls_failed"
    TIMEOUT_TOTAL = "timeout_total"
    TOO_MANY_REDIRECTS = "too_many_redirects"
    TOO_LARGE = "too_large"
    BAD_ENCODING = "bad_encoding"
    BAD_RESPONSE = "bad_response"
    # What the server said
    ACCESS_DENIED = "access_denied"
    NOT_FOUND = "not_found"
    GONE = "gone"
    RATE_LIMITED = "rate_limited"
    CLIENT_ERROR = "client_error"
    SERVER_ERROR = "server_error"
    ROBOTS_DENIED = "robots_denied"
    # What came back
    NOT_A_FEED = "not_a_feed"
    BROKEN_XML = "broken_xml"
    FORBIDDEN_XML = "forbidden_xml"
    EMPTY_PAGE = "empty_page"
    UNSUPPORTED_TYPE = "unsupported_type"
    BAD_INPUT = "bad_input"
    UNCHANGED = "unchanged"
    # What was pushed to us
    PUSH_OFF = "push_off"
    PUSH_DENIED = "push_denied"
    LINE_FULL = "line_full"
    HUB_DENIED = "hub_denied"
    HUB_SILENT = "hub_silent"
    # Ourselves
    RAW_MISSING = "raw_missing"
    WORKER_LOST = "worker_lost"
    TIME_LIMIT = "time_limit"
    INTERNAL = "internal"
    BAD_SETTING = "bad_setting"
    BROKER_UNREACHABLE = "broker_unreachable"
    BROKER_EVICTS = "broker_evicts"
    STORE_UNAVAILABLE = "store_unavailable"
    DATABASE_UNREACHABLE = "database_unreachable"
    DATABASE_BUSY = "database_busy"
    DATABASE_OLD = "database_old"
    DATABASE_NEWER = "database_newer"
    ALREADY_RUNNING = "already_running"
    NO_WORKER = "no_worker"


class Explanation(NamedTuple):
    """What a code means and what to do about it, one sentence each."""

    meaning: str
    fix: str


EXPLANATIONS: dict[Code, Explanation] = {
    Code.BAD_URL: Explanation(
        "The URL cannot be read or is not http(s).", "Correct the URL; it must start with http:// or https://."
    ),
    Code.PRIVATE_ADDRESS: Explanation(
        "The host leads to a private, loopback or otherwise internal address.",
        "If you mean it, allow that one host and port: SLUGLINE_ALLOW_HOSTS=host:port.",
    ),
    Code.DNS_FAILURE: Explanation(
        "The host name does not resolve.", "Check the spelling of the host and this machine's DNS."
    ),
    Code.CONNECT_FAILED: Explanation(
        "The server refused or dropped the connection.", "Check that the server is up; it is tried again later."
    ),
    Code.TLS_FAILED: Explanation(
        "The server's TLS certificate or handshake is not valid.", "Report it to the publisher, or correct the URL."
    ),
    Code.TIMEOUT_TOTAL: Explanation(
        "The whole document did not arrive within the deadline.", "Nothing to do: it is tried again with a back-off."
    ),
    Code.TOO_MANY_REDIRECTS: Explanation(
        "More than five redirects, or a loop.", "Subscribe to the final URL of the feed."
    ),
    Code.TOO_LARGE: Explanation(
        "The document is larger than the cap, on the wire or decoded.",
        "Give a shorter one; a feed's publisher can be asked.",
    ),
    Code.BAD_ENCODING: Explanation(
        "The content encoding is unknown, stacked or broken.", "Report it to the publisher."
    ),
    Code.BAD_RESPONSE: Explanation(
        "The answer is not valid HTTP or was cut short.", "Nothing to do: it is tried again with a back-off."
    ),
    Code.ACCESS_DENIED: Explanation(
        "The server wants a login or forbids us (401, 403).", "Ask the publisher, or remove the feed."
    ),
    Code.NOT_FOUND: Explanation("The server does not know the page (404).", "Check the URL; feeds do come back."),
    Code.GONE: Explanation(
        "The server says that it is gone for good (410).", "Remove the feed, or resume it to try again."
    ),
    Code.RATE_LIMITED: Explanation(
        "The server asks us to come back later (429).", "Nothing to do: its Retry-After is kept for the whole host."
    ),
    Code.CLIENT_ERROR: Explanation("The server refused the request (another 4xx).", "Check the URL."),
    Code.SERVER_ERROR: Explanation("The server failed (5xx).", "Nothing to do: it is tried again with a back-off."),
    Code.ROBOTS_DENIED: Explanation(
        "The site's robots.txt forbids fetching this page.", "Nothing to do: the feed's own text is kept."
    ),
    Code.NOT_A_FEED: Explanation(
        "The answer is no RSS, Atom, RDF, JSON Feed or sitemap.",
        "Subscribe to a feed's URL; where the detail names some, to one of those.",
    ),
    Code.BROKEN_XML: Explanation("The feed's XML is broken and no entry could be read.", "Report it to the publisher."),
    Code.FORBIDDEN_XML: Explanation(
        "The XML declares entities, nests too deep or floods attributes.", "No real feed needs this; remove it."
    ),
    Code.EMPTY_PAGE: Explanation(
        "No text could be found on the page.", "Check the page in a browser; it may need JavaScript."
    ),
    Code.UNSUPPORTED_TYPE: Explanation(
        "The document is neither a page nor text nor JSON lines nor a web archive.",
        "Give .html, .txt, .md, .jsonl, .warc or .warc.gz.",
    ),
    Code.BAD_INPUT: Explanation(
        "The input cannot be read.", "Correct what the detail names; every command shows examples with --help."
    ),
    Code.UNCHANGED: Explanation("This version of the article is already stored.", "Nothing to do."),
    Code.PUSH_OFF: Explanation(
        "Nothing may be pushed: no token was set.", "Set SLUGLINE_INGEST_TOKEN and start `slugline web` again."
    ),
    Code.PUSH_DENIED: Explanation(
        "The request has no token, or another one than ours.",
        "Send `Authorization: Bearer TOKEN` with the value of SLUGLINE_INGEST_TOKEN.",
    ),
    Code.LINE_FULL: Explanation(
        "More waits on the line than it should take on, or too many pushes come at once.",
        "Send the same again after the seconds that Retry-After names.",
    ),
    Code.HUB_DENIED: Explanation(
        "The hub does not want to push this feed to us.", "Nothing to do: the feed is polled; the hub is asked again."
    ),
    Code.HUB_SILENT: Explanation(
        "The hub took the request for a subscription but did not come to verify it.",
        "Check that SLUGLINE_CALLBACK_URL can be reached from outside; the feed is polled meanwhile.",
    ),
    Code.RAW_MISSING: Explanation(
        "A stored body is no longer in the raw store.", "Nothing to do: it is fetched again. Check the data volume."
    ),
    Code.WORKER_LOST: Explanation(
        "The worker died while it did this, more often than allowed.", "See `slugline tasks --dead`, then retry it."
    ),
    Code.TIME_LIMIT: Explanation(
        "The work took longer than the time limit of a task.",
        "Retry it; if it comes again, raise SLUGLINE_TIME_LIMIT_S or report the document.",
    ),
    Code.INTERNAL: Explanation(
        "A fault of Slugline itself.", "Report it with the trace id; `slugline retry ID` tries again."
    ),
    Code.BAD_SETTING: Explanation("A setting is not valid.", "Correct the setting named in the detail."),
    Code.BROKER_UNREACHABLE: Explanation(
        "Redis does not answer.", "Start `slugline up`, or correct SLUGLINE_REDIS_URL."
    ),
    Code.BROKER_EVICTS: Explanation(
        "Redis may evict queued messages (maxmemory-policy).", "Set `maxmemory-policy noeviction` on this Redis."
    ),
    Code.STORE_UNAVAILABLE: Explanation(
        "The data directory cannot be read or written.", "Free space there, or correct its owner and SLUGLINE_DATA_DIR."
    ),
    Code.DATABASE_BUSY: Explanation(
        "Another process held the database for too long.", "Nothing to do: the work is tried again in a moment."
    ),
    Code.DATABASE_UNREACHABLE: Explanation(
        "The database does not answer.", "Start it, or correct SLUGLINE_DATABASE_URL."
    ),
    Code.DATABASE_OLD: Explanation("The database lacks migrations.", "Run `slugline db upgrade`."),
    Code.DATABASE_NEWER: Explanation(
        "The database was written by a newer version.", "Install that version, or use another data directory."
    ),
    Code.ALREADY_RUNNING: Explanation(
        "Another `slugline up` holds this data directory.", "Stop it, or set another SLUGLINE_DATA_DIR."
    ),
    Code.NO_WORKER: Explanation(
        "No worker is running, so nothing will move.", "Start `slugline up` or `slugline worker`."
    ),
}
