"""Publication times to replay: of recorded feeds, of package releases, and invented ones."""

import gzip
import math
import random
import re
import tarfile
from collections.abc import Callable
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import NamedTuple

from schemas.outcomes import Outcome
from tasks.parse_feed.stage import read_feed

DATA = Path(__file__).resolve().parents[2] / "shared" / "data" / "feeds" / "recorded_dev.tar.gz"
CHANGELOGS = Path("/usr/share/doc")
MOST_PACKAGES = 24
MIN, HOUR, DAY = 60.0, 3600.0, 86_400.0
WEEK = 7 * DAY


class History(NamedTuple):
    """A feed's publication times, sorted; those from `split` on are scored. It shows the newest `window`."""

    times: list[float]
    split: float
    end: float
    window: int


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
