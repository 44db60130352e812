"""How often a feed publishes, by hour of the week: learned from the times of its entries, unsure at first.

Counts of entries follow a Poisson law whose rate is a Gamma variable (the conjugate prior: Gelman et al., *Bayesian
Data Analysis*, section 2.6): after n entries in T seconds its mean is (n + a) / (T + b). The rate of one hour of the
week leans in the same way on what its weekday and its hour of the day suggest, and these on the feed's overall rate,
so that three entries make no rhythm and three hundred do. What is old counts less (`HALF_LIFE_S`).
"""

from collections.abc import Sequence

from msgspec import Struct

HOUR_S = 3600.0
DAY_HOURS = 24
WEEK_HOURS = 168
WEEK_S = WEEK_HOURS * HOUR_S
# Long enough for the rhythm of a weekly feed, short enough to follow a change of the clocks or of the editor.
HALF_LIFE_S = 6 * WEEK_S
# A quarter of an entry in an hour and a half: what is supposed of a feed before it has shown anything.
PRIOR_ENTRIES, PRIOR_S = 0.25, 1.5 * HOUR_S
# How many entries the wider view (feed, then weekday and hour of the day) weighs against a narrower one.
DAY_WEIGHT, HOUR_WEIGHT, CELL_WEIGHT = 4.0, 2.0, 2.0
# 1970-01-01 was a Thursday; weeks are counted from Monday.
_EPOCH_HOUR = 3 * DAY_HOURS
# Older entries weigh less than a thousandth: what a feed shows from former years is not kept.
MAX_AGE_S = 10 * HALF_LIFE_S
_TINY = 1e-3


class Rhythm(Struct, frozen=True, kw_only=True):
    """What is known of a feed's publishing: aged counts by hour of the week, in UTC from Monday midnight.

    `since` and `at` (epoch seconds) bound the time that they stand for, and their age is that at `at`. `shown` is how
    many entries the feed showed when it was last looked at.
    """

    since: float
    at: float
    counts: dict[int, float] = {}
    shown: int = 0


def week_hour(moment: float) -> int:
    """Return the hour of the week, 0 to 167 from Monday midnight UTC, of epoch seconds."""
    return (int(moment // HOUR_S) + _EPOCH_HOUR) % WEEK_HOURS


def learn(
    rhythm: Rhythm | None, times: Sequence[float | None], now: float, *, looked: float | None = None, shown: int = 0
) -> Rhythm:
    """Return `rhythm` with new entries counted.

    `times` are when the entries say that they were published (epoch seconds; None: they do not). A feed that was
    looked at before, at `looked`, cannot have published its new entries earlier: one that says so, or nothing, counts
    evenly between the two looks. On the first look (`rhythm` None) undated entries teach nothing, and the time that
    the counts stand for begins with the oldest entry, which therefore is not counted itself: a feed that shows its
    last ten shows a span, not a rate.
    """
    if rhythm is None or looked is None:
        return _first(times, now, shown)
    counts = {hour: count * _weight(now - rhythm.at) for hour, count in rhythm.counts.items()}
    known = [time for time in times if time is not None and looked < time <= now]
    for time in known:
        _count(counts, time, now)
    _spread(counts, len(times) - len(known), min(looked, now), now)
    return _kept(rhythm.since, now, counts, shown)


def _first(times: Sequence[float | None], now: float, shown: int) -> Rhythm:
    dated = sorted(min(time, now) for time in times if time is not None and time > now - MAX_AGE_S)
    old = any(time is not None and time <= now - MAX_AGE_S for time in times)
    since = (now - MAX_AGE_S) if old else dated[0] if dated else now
    counts: dict[int, float] = {}
    for time in dated if old else dated[1:]:
        _count(counts, time, now)
    return _kept(since, now, counts, shown)


def _kept(since: float, now: float, counts: dict[int, float], shown: int) -> Rhythm:
    rounded = {hour: round(count, 3) for hour, count in sorted(counts.items()) if count >= _TINY}
    return Rhythm(since=max(since, now - MAX_AGE_S), at=now, counts=rounded, shown=shown)


def _count(counts: dict[int, float], time: float, now: float) -> None:
    hour = week_hour(time)
    counts[hour] = counts.get(hour, 0.0) + _weight(now - time)


def _spread(counts: dict[int, float], entries: int, start: float, now: float) -> None:
    """Count `entries` evenly over the hours from `start`, at most the last week of them."""
    if not entries:
        return
    hours = max(1, min(WEEK_HOURS, round((now - start) / HOUR_S)))
    for back in range(hours):
        hour = week_hour(now - back * HOUR_S)
        counts[hour] = counts.get(hour, 0.0) + entries / hours


def _weight(age_s: float) -> float:
    return float(2.0 ** (-max(age_s, 0.0) / HALF_LIFE_S))


def rates(rhythm: Rhythm | None, now: float) -> tuple[float, ...]:
    """Return the expected entries per second in each hour of the week, Monday midnight UTC first."""
    if rhythm is None:
        return (PRIOR_ENTRIES / PRIOR_S,) * WEEK_HOURS
    fade = _weight(now - rhythm.at)
    counts = [rhythm.counts.get(hour, 0.0) * fade for hour in range(WEEK_HOURS)]
    spans = _spans(rhythm.since, now)
    overall = (sum(counts) + PRIOR_ENTRIES) / (sum(spans) + PRIOR_S)
    days = [_leaning(counts[start : start + 24], spans[start : start + 24], overall, DAY_WEIGHT) for start in _DAYS]
    hours = [_leaning(counts[start::24], spans[start::24], overall, HOUR_WEIGHT) for start in range(DAY_HOURS)]
    expected = [day * hour / overall for day in days for hour in hours]
    cells = zip(counts, spans, expected, strict=True)
    return tuple(_leaning([count], [span], prior, CELL_WEIGHT) for count, span, prior in cells)


_DAYS = range(0, WEEK_HOURS, DAY_HOURS)


def _leaning(counts: Sequence[float], spans: Sequence[float], prior: float, weight: float) -> float:
    """Return the posterior mean of a rate whose Gamma prior has the mean `prior` and weighs `weight` entries."""
    return (sum(counts) + weight) / (sum(spans) + weight / prior)


def _spans(since: float, now: float) -> list[float]:
    """Return for each hour of the week how many seconds of it, aged, lie between `since` and `now`."""
    span, current = max(now - since, 0.0), week_hour(now)
    decay = _weight(WEEK_S)
    spans = [0.0] * WEEK_HOURS
    for back in range(WEEK_HOURS):
        # That hour came round once a week: a geometric series, of as many terms as fit.
        times = max(0.0, span / WEEK_S - back / WEEK_HOURS)
        whole, part = int(times), min(1.0, (times - int(times)) * WEEK_HOURS)
        series = (1 - decay**whole) / (1 - decay) + part * decay**whole
        spans[(current - back) % WEEK_HOURS] = HOUR_S * _weight(back * HOUR_S) * series
    return spans
