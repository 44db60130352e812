"""When to look again. Pure arithmetic on seconds; jitter only ever makes a poll later, never earlier."""

import random

MAX_INTERVAL_S = 24 * 3600.0
# A feed that fails is looked at ever more rarely, but at least daily: feeds do come back after weeks.
MAX_BACK_OFF_S = 24 * 3600.0
MAX_RETRY_S = 6 * 3600.0
JITTER = 0.1


def next_poll_s(interval_s: float, floor_s: float = 0.0) -> float:
    """Return the wait before the next poll: the interval, or what the server promised if that is longer.

    `floor_s` comes from max-age, Expires or ttl: a good citizen never asks sooner.
    """
    return _jittered(max(min(interval_s, MAX_INTERVAL_S), floor_s))


def back_off_s(interval_s: float, errors: int, after_s: float | None = None) -> float:
    """Return the wait before a failing feed is tried again.

    Doubles with each error in a row, at most daily; never sooner than `after_s` (Retry-After).
    """
    wait = min(interval_s * 2.0 ** min(max(errors - 1, 0), 30), MAX_BACK_OFF_S)
    return _jittered(max(wait, interval_s, after_s or 0.0))


def retry_s(base_s: float, attempts: int, after_s: float | None = None) -> float:
    """Return the wait before an entry's stage is tried again: doubled each time, at most six hours."""
    return _jittered(max(min(base_s * 2.0 ** min(max(attempts - 1, 0), 30), MAX_RETRY_S), after_s or 0.0))


def _jittered(seconds: float) -> float:
    # Feeds of one host that failed together would otherwise stay in step for ever.
    return seconds * (1.0 + JITTER * random.random())  # noqa: S311 - spreading load, no secret
