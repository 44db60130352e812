"""How long entries wait to be found, and for how many requests: our rule beside those of four feed readers.

    python benchmarks/polling.py [--feeds N] [--seed N]

Replays publication times against each rule: ours learns from the first part of a feed's history as it would in life,
and only the rest is scored. Ours is set to spend as many requests as the rival beside it does. Three replays:

* recorded: the entries' dates of the recorded feeds, where they are present and hold enough of them;
* releases: the dates of the Debian changelogs of this machine (a package's releases are a feed, too), where present;
* invented: rhythms made up here (newsrooms, wires, digests, weeklies, blogs, batches, bursts).
"""

import argparse
import gzip
import math
import random
import re
import tarfile
from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence
from email.utils import parsedate_to_datetime
from functools import partial
from itertools import pairwise
from pathlib import Path
from statistics import mean, median, quantiles
from typing import NamedTuple, Protocol

from schemas.outcomes import Outcome
from tasks.parse_feed.stage import read_feed
from tasks.plan_fetches.rates import Rhythm, learn, rates
from tasks.plan_fetches.when import next_look_s, price

DATA = Path(__file__).resolve().parents[2] / "shared" / "data" / "feeds" / "recorded_dev.tar.gz"
CHANGELOGS = Path("/usr/share/doc")
MOST_PACKAGES = 24
MIN, HOUR, DAY = 60.0, 3600.0, 86_400.0
WEEK = 7 * DAY
WARM_S = WEEK
LEAST_S, MOST_S, JITTER = 5 * MIN, DAY, 0.1


class History(NamedTuple):
    """A feed's publication times, sorted; those from `split` on are scored. It shows the newest `window`."""

    times: list[float]
    split: float
    end: float
    window: int


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


# Histories


def recorded() -> list[History]:
    """Return the dated histories of the recorded feeds: at least ten entries, half of them scored."""
    with tarfile.open(DATA) as archive:
        bodies = [archive.extractfile(item).read() for item in archive if item.isfile()]  # type: ignore[union-attr]
    return [history for body in bodies if (history := _recorded(body))]


def _recorded(body: bytes) -> History | None:
    try:
        feed = read_feed(body, "", "http://feed.example/")
    except Outcome:
        return None
    times = sorted(moment.timestamp() for item in feed.items if (moment := item.published or item.updated))
    if len(times) < 10:
        return None
    return History(times, times[len(times) // 2], times[-1] + 1, len(times))


def releases() -> list[History]:
    """Return the release dates of the packages of this machine: two thirds to learn from, a third is scored."""
    histories = []
    seen: set[tuple[float, ...]] = set()
    for path in sorted(CHANGELOGS.glob("*/changelog.Debian.gz")):
        text = gzip.decompress(path.read_bytes()).decode("utf-8", "replace")
        lines = re.findall(r"^ -- [^\n]*>  ([^\n]+)$", text, re.MULTILINE)
        times = sorted(parsedate_to_datetime(line).timestamp() for line in lines if re.match(r"\w{3}, \d", line))
        times = [time for time in times if time > 0]
        if len(times) < 30 or tuple(times[-9:]) in seen:
            continue
        seen.add(tuple(times[-9:]))
        split = times[len(times) * 2 // 3]
        histories.append(History(times, split, min(times[-1] + 1, split + 26 * WEEK), 20))
    return histories[:MOST_PACKAGES]


START = 1_735_516_800.0  # Monday, 2024-12-30, 00:00 UTC
LEARNED_WEEKS, SCORED_WEEKS = 8, 2


def invented(count: int, seed: int) -> list[History]:
    """Return `count` invented feeds, eight weeks to learn from and two that are scored."""
    chance = random.Random(seed)
    kinds = (_newsroom, _newsroom, _wire, _digest, _weekly, _blog, _batch, _bursts)
    weeks = LEARNED_WEEKS + SCORED_WEEKS
    histories = []
    for number in range(count):
        times = sorted(kinds[number % len(kinds)](chance, weeks * WEEK))
        split = START + LEARNED_WEEKS * WEEK
        shown = chance.choice((10, 20, 30, 50))
        histories.append(History([START + time for time in times], split, split + SCORED_WEEKS * WEEK, shown))
    return [history for history in histories if len(history.times) > 2]


def _thinned(chance: random.Random, length: float, most: float, share: Callable[[float], float]) -> list[float]:
    """Return the times of a Poisson process of rate most·share(time) (Lewis and Shedler, 1979)."""
    times, now = [], 0.0
    while (now := now + chance.expovariate(most)) < length:
        if chance.random() < share(now):
            times.append(now)
    return times


def _newsroom(chance: random.Random, length: float) -> list[float]:
    zone, weekend, night = chance.randrange(24), chance.uniform(0.1, 0.6), chance.uniform(0.02, 0.15)

    def share(now: float) -> float:
        local = now + zone * HOUR
        hour = local % DAY / HOUR
        day = 0.5 - 0.5 * math.cos((hour - 5) / 18 * 2 * math.pi) if 5 < hour < 23 else 0.0
        return max(night, day) * (weekend if local % WEEK > 5 * DAY else 1.0)

    return _thinned(chance, length, math.exp(chance.uniform(math.log(0.3), math.log(20))) / HOUR, share)


def _wire(chance: random.Random, length: float) -> list[float]:
    return _thinned(chance, length, chance.uniform(2, 15) / HOUR, lambda _: 1.0)


def _digest(chance: random.Random, length: float) -> list[float]:
    hour, spread, pieces = chance.uniform(4, 20), chance.uniform(2, 20) * MIN, chance.randint(1, 6)
    return [
        day * DAY + hour * HOUR + abs(chance.gauss(0, spread)) + piece * 30
        for day in range(int(length / DAY))
        for piece in range(pieces)
    ]


def _weekly(chance: random.Random, length: float) -> list[float]:
    at = chance.uniform(0, WEEK - HOUR)
    return [week * WEEK + at + abs(chance.gauss(0, HOUR)) for week in range(int(length / WEEK))]


def _blog(chance: random.Random, length: float) -> list[float]:
    return _thinned(chance, length, chance.uniform(1, 8) / WEEK, lambda now: 1.0 if 7 < now % DAY / HOUR < 23 else 0.1)


def _batch(chance: random.Random, length: float) -> list[float]:
    every, minute = chance.choice((1, 2, 3, 6)) * HOUR, chance.uniform(0, 50) * MIN
    return [
        step * every + minute + chance.uniform(0, 3 * MIN)
        for step in range(int(length / every))
        for _ in range(chance.randint(0, 4))
    ]


def _bursts(chance: random.Random, length: float) -> list[float]:
    """Breaking news: each story draws followers (a Hawkes process by its clusters: Hawkes and Oakes, 1974)."""
    queue = _thinned(chance, length, chance.uniform(4, 20) / DAY, lambda now: 1.0 if 6 < now % DAY / HOUR < 22 else 0.2)
    times: list[float] = []
    while queue:
        time = queue.pop()
        times.append(time)
        followers = sum(chance.random() < 0.2 for _ in range(3))
        queue += [after for _ in range(followers) if (after := time + chance.expovariate(1 / (2 * HOUR))) < length]
    return times


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
