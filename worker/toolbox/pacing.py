"""How long a feed is left alone: its own rhythm or a fixed interval, and never less than its server asks for."""

from collections.abc import Sequence
from datetime import datetime

import msgspec

from schemas.events import EntryFound
from tasks.plan_fetches.rates import HOUR_S, WEEK_HOURS, Rhythm, learn, rates
from tasks.plan_fetches.when import next_look_s, price
from worker.settings import Settings


def read_rhythm(stored: str | None) -> Rhythm | None:
    """Return the rhythm that a feed's row holds; what cannot be read is learned anew."""
    try:
        return msgspec.json.decode(stored, type=Rhythm) if stored else None
    except (msgspec.DecodeError, msgspec.ValidationError):
        return None


def write_rhythm(rhythm: Rhythm) -> str:
    """Return `rhythm` as a row holds it: at most 168 counts, two kilobytes."""
    return msgspec.json.encode(rhythm).decode()


def moments(entries: Sequence[EntryFound]) -> list[float | None]:
    """Return when each entry says that it was published, in epoch seconds; None where it does not say."""
    told = (entry.hints.published or entry.hints.updated for entry in entries)
    return [moment.timestamp() if moment else None for moment in told]


def learned(
    stored: str | None, times: Sequence[float | None], now: datetime, looked: datetime | None, shown: int
) -> Rhythm:
    """Return the rhythm with what a look brought; see `tasks.plan_fetches.rates.learn`."""
    before = looked.timestamp() if looked else None
    return learn(read_rhythm(stored), times, now.timestamp(), looked=before, shown=shown)


def paced(rhythm: Rhythm | None, fixed_s: float, now: datetime, settings: Settings) -> tuple[float, float]:
    """Return (seconds to the next look, mean entries an hour). A fixed interval, of the feed or of all, goes first."""
    moment = now.timestamp()
    hourly = rates(rhythm, moment)
    per_hour = sum(hourly) / WEEK_HOURS * HOUR_S
    fixed = fixed_s or settings.poll_interval_s
    if fixed:
        return fixed, per_hour
    wait = next_look_s(
        hourly,
        moment,
        waiting=price(settings.poll_hourly_s),
        least_s=settings.poll_least_s,
        most_s=settings.poll_most_s,
        shown=rhythm.shown if rhythm else 0,
    )
    return wait, per_hour


def first_wait_s(fixed_s: float, settings: Settings) -> float:
    """Return the wait after a first failure, from which the back-off doubles: not the rhythm's, faults are short."""
    return fixed_s or settings.poll_interval_s or settings.poll_hourly_s
