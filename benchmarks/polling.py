"""How long entries wait to be found, and for how many requests: our rule beside those of four feed readers.

    python benchmarks/polling.py [--feeds N] [--seed N]

Replays publication times against each rule: ours learns from the first part of a feed's history as it would in life,
and only the rest is scored. Ours is set to spend as many requests as the rival beside it does. Three replays:

* recorded: the entries' dates of the recorded feeds, where they are present and hold enough of them;
* releases: the dates of the Debian changelogs of this machine (a package's releases are a feed, too), where present;
* invented: rhythms made up here (newsrooms, wires, digests, weeklies, blogs, batches, bursts).
"""

import argparse
import math
import random
from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from itertools import pairwise
from statistics import mean, median, quantiles
from typing import NamedTuple, Protocol

from histories import DATA, DAY, HOUR, MIN, WEEK, History, invented, recorded, releases

from tasks.plan_fetches.rates import Rhythm, learn, rates
from tasks.plan_fetches.when import next_look_s, price

WARM_S = WEEK
LEAST_S, MOST_S, JITTER = 5 * MIN, DAY, 0.1


class Seen(NamedTuple):
    """What a look finds: `shown` is what the feed holds, the oldest first, `new` what came since the last look."""

    now: float
    shown: Sequence[float]
    new: Sequence[float]


class Rule(Protocol):
    """One reader's rule for one feed."""

    def next(self, seen: Seen) -> float:
        """Return the seconds to the next look."""
        ...


# The rivals, as published in their sources


class Miniflux:
    """v2.3, `entry_frequency`: a week over the week's virtual count, 5 min to 24 h."""

    def __init__(self) -> None:
        self.stored: list[float] = []

    def next(self, seen: Seen) -> float:
        now, _, new = seen
        self.stored += new
        week = [time for time in self.stored[-2000:] if time > now - WEEK]
        if len(week) < 2 or week[-1] <= week[0]:
            return DAY
        count = math.ceil(WEEK / ((week[-1] - week[0]) / (len(week) - 1)))
        return min(max(WEEK / count, 5 * MIN), DAY)


class MinifluxRoundRobin:
    """v2.3, `round_robin`, the default: every hour."""

    def next(self, _seen: Seen) -> float:
        return HOUR


class NewsBlur:
    """Stories a day over the last month, with a few subscribers; at most 4 h; jitter up to a quarter."""

    def __init__(self) -> None:
        self.stored: list[float] = []
        self.random = random.Random(1)

    def next(self, seen: Seen) -> float:
        now, _, new = seen
        self.stored += new
        last = self.stored[-1] if self.stored else now - 30 * DAY
        a_day = (len(self.stored) - bisect_right(self.stored, now - 30 * DAY)) / 30
        if a_day >= 1:
            minutes = 15.0
        else:
            silent = max(1.0, (now - last) / (30 * DAY))
            minutes = 60 * (1 - a_day) if a_day > 0 else 360 * silent
        wait = max(1.0, min(minutes, 240.0)) * MIN
        return wait + self.random.uniform(0, wait) / (1 if wait <= 5 * MIN else 4)


class MediaCloud:
    """rss-fetcher: 6 h at first, longer above 67 % known entries, shorter below 33 %; 10 min to 24 h."""

    def __init__(self) -> None:
        self.wait = 6 * HOUR
        self.known: set[float] = set()
        self.newest = 0.0
        self.looks = 0

    def next(self, seen: Seen) -> float:
        now, shown, new = seen
        known = 1.0 if not new or not shown else max(0.0, 1 - len(new) / len(shown))
        self.newest = max([self.newest, *new])
        self.looks += 1
        if self.looks > 1:
            self._adjust(known, now)
        return self.wait

    def _adjust(self, known: float, now: float) -> None:
        if known >= 0.67:
            recent = now - self.newest <= 31 * DAY or known < 1
            self.wait = min(self.wait + (10 * MIN if recent else HOUR), DAY)
        elif known < 0.33:
            self.wait = 6 * HOUR if self.wait > 6 * HOUR else max(self.wait - HOUR, 10 * MIN)


class CommaFeed:
    """7.3, empirical: half the mean interval of the entries shown, 5 min to 1 h; 4 h when silent for a month."""

    def next(self, seen: Seen) -> float:
        now, shown, _ = seen
        most = 4 * HOUR
        silent = now - shown[-1] if shown else 30 * DAY
        for days, wait in ((30, most), (14, most / 2), (7, most / 4)):
            if silent >= days * DAY:
                return wait
        average = (shown[-1] - shown[0]) / (len(shown) - 1) if len(shown) > 1 else most
        return min(max(average / 2, 5 * MIN), most / 4)


RIVALS: dict[str, Callable[[], Rule]] = {
    "Miniflux, by frequency": Miniflux,
    "Miniflux, round robin": MinifluxRoundRobin,
    "NewsBlur": NewsBlur,
    "Media Cloud": MediaCloud,
    "CommaFeed": CommaFeed,
}


class Ours:
    """The code that ships, at a price of a request."""

    def __init__(self, waiting: float) -> None:
        self.waiting = waiting
        self.rhythm: Rhythm | None = None
        self.looked: float | None = None
        self.random = random.Random(1)
        self.rates: Sequence[float] = ()
        self.made = 0.0

    def next(self, seen: Seen) -> float:
        now, shown, new = seen
        if new or self.rhythm is None:
            self.rhythm = learn(self.rhythm, new, now, looked=self.looked, shown=len(shown))
        # The line makes them anew at every look; here that would only cost time.
        if new or now - self.made > 6 * HOUR:
            self.rates, self.made = rates(self.rhythm, now), now
        self.looked = now
        wait = next_look_s(
            self.rates,
            now,
            waiting=self.waiting,
            least_s=LEAST_S,
            most_s=MOST_S,
            shown=self.rhythm.shown,
        )
        return wait * (1 + JITTER * self.random.random())


# The replay

TRIES = 6


class Score(NamedTuple):
    """Seconds from publication to the first look after it, looks, and entries pushed out before any look."""

    delays: list[float]
    requests: int
    missed: int


def replay(rule: Rule, feed: History) -> Score:
    """Let `rule` look at `feed`; count looks and delays after the split only."""
    delays: list[float] = []
    requests = known = missed = 0
    now = max(feed.times[0], feed.split - min(WARM_S, (feed.split - feed.times[0]) / 2))
    while True:
        count = bisect_right(feed.times, now)
        oldest = max(0, count - feed.window)
        if now >= feed.split:
            delays += [now - time for time in feed.times[known:count] if feed.split <= time < feed.end]
            requests += now < feed.end
            missed += sum(feed.split <= time for time in feed.times[known : max(known, oldest)])
        if now >= feed.end:
            return Score(delays, requests, missed)
        # The first look finds all that went before: what a subscription since then would have taught.
        new = feed.times[known:count] if not known else feed.times[max(known, oldest) : count]
        now += rule.next(Seen(now, feed.times[oldest:count], new))
        known = count


def total(make: Callable[[], Rule], feeds: Iterable[History]) -> Score:
    scores = [replay(make(), feed) for feed in feeds]
    delays = [delay for score in scores for delay in score.delays]
    return Score(delays, sum(score.requests for score in scores), sum(score.missed for score in scores))


def at_equal_requests(feeds: Sequence[History], requests: int) -> Score:
    """Return our score at the price of a look that spends about `requests`, and not one more.

    Where even the rarest looks (one a day) spend more, the score that comes nearest.
    """
    interval, best, least = 10 * MIN, None, None
    for _ in range(TRIES):
        score = total(partial(Ours, price(interval)), feeds)
        if score.requests <= requests and (best is None or score.requests > best.requests):
            best = score
        if least is None or score.requests < least.requests:
            least = score
        # Requests go about with the inverse of the interval; a hair longer, so as to end below.
        interval *= (score.requests / requests) * 1.004
    assert least is not None
    return best or least


# The tables

COLUMNS = ("requests", "mean, min", "median", "p90", "missed")


def table(name: str, feeds: Sequence[History]) -> None:
    entries = sum(feed.split <= time < feed.end for feed in feeds for time in feed.times)
    print(f"\n{name}: {len(feeds)} feeds, {entries} entries scored\n")
    print("| rule", *COLUMNS, *(f"ours: {name}" for name in COLUMNS), "mean delay less |", sep=" | ")
    print("|---" * 12 + "|")
    for rival, make in RIVALS.items():
        theirs = total(make, feeds)
        ours = at_equal_requests(feeds, theirs.requests)
        less = 1 - mean(ours.delays) / mean(theirs.delays)
        print(f"| {rival} | {_cells(theirs)} | {_cells(ours)} | {100 * less:.0f} % |", flush=True)


def _cells(score: Score) -> str:
    figures = (mean(score.delays), median(score.delays), quantiles(score.delays, n=10)[-1])
    return " | ".join([str(score.requests), *(f"{figure / MIN:.1f}" for figure in figures), str(score.missed)])


def spans(feeds: Sequence[History]) -> str:
    """Say what the histories are made of."""
    days = [(feed.times[-1] - feed.times[0]) / DAY for feed in feeds]
    gaps = [after - before for feed in feeds for before, after in pairwise(feed.times)]
    return f"{min(days):.0f} to {max(days):.0f} days, median gap {median(gaps) / HOUR:.1f} h"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--feeds", type=int, default=48, help="how many feeds are invented")
    parser.add_argument("--seed", type=int, default=2)
    given = parser.parse_args()
    if DATA.exists():
        feeds = recorded()
        table(f"recorded ({spans(feeds)})", feeds)
    else:
        print(f"skipped: no recorded feeds at {DATA.name}")
    feeds = releases()
    if feeds:
        table(f"releases ({spans(feeds)})", feeds)
    table("invented", invented(given.feeds, given.seed))


if __name__ == "__main__":
    main()
