"""One run: a line at work, one fault at a random moment, then the questions."""

import random
import shutil
import tempfile
import time
from collections.abc import Iterable
from contextlib import closing
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path

from chaos import invariants
from chaos.faults import FAULTS, Scene
from support.lab import Lab
from support.wire import Wire

FEEDS, PER_FEED = 6, 8
DELAY_S, SLOW_S = 0.12, 0.9
PATIENCE_S = 90.0
# Feeds are looked at again and again during a run; a feed that failed backs off by this much first.
POLL_INTERVAL_S = "3"
SHOWN = 5
INVARIANTS = ("I1", "I2", "I3", "I6")


@dataclass
class Result:
    """What one run showed. `under_way`: rows between stages when the fault struck; `fenced`: late writes refused."""

    fault: str
    seed: int
    seconds: float = 0.0
    under_way: int = 0
    fenced: int = 0
    broken: dict[str, list[str]] = field(default_factory=dict)
    folder: str = ""


def run(fault: str, seed: int) -> Result:
    """Run one fault with one seed. The folder of a run that broke something is kept and named."""
    chance = random.Random(f"{fault} {seed}")
    result = Result(fault, seed)
    folder = Path(tempfile.mkdtemp(prefix="chaos-"))
    with closing(Wire(feeds=FEEDS, per_feed=PER_FEED, delay_s=DELAY_S, slow_s=SLOW_S)) as wire:
        with closing(Lab(folder, allow=wire.address, SLUGLINE_POLL_INTERVAL_S=POLL_INTERVAL_S)) as lab:
            try:
                _play(Scene(lab, wire, chance, lab.up()), result)
            except AssertionError as error:
                result.broken["I1"] = [str(error)]
            _ask(lab, wire, result)
        # After the end: a line that a dying process cut short shows only then.
        _note(result, "I6", invariants.clean_logs(lab))
    if result.broken:
        result.folder = str(folder)
    else:
        shutil.rmtree(folder)
    return result


def _play(scene: Scene, result: Result) -> None:
    lab, wire = scene.lab, scene.wire
    lab.run("feeds", "add", *wire.feeds)
    share = scene.chance.random()
    lab.until(lambda: lab.count("poll") and lab.count("article") >= 0.8 * share * len(wire.articles), "the moment")
    time.sleep(scene.chance.uniform(0, 0.2))
    result.under_way = _under_way(lab)
    FAULTS[result.fault](scene)
    ended = scene.ended or time.monotonic()
    lab.until(lambda: _settled(lab, wire), f"recovery from {result.fault}", timeout=PATIENCE_S)
    result.seconds = round(time.monotonic() - ended, 1)
    _run_all_again(lab, wire, result)


def _under_way(lab: Lab) -> int:
    known = lab.rows("SELECT count(*) AS n FROM entry WHERE stage NOT IN ('done', 'skipped', 'dead')")[0]["n"]
    return known + (FEEDS * PER_FEED - lab.count("entry"))


def _settled(lab: Lab, wire: Wire) -> bool:
    healthy = not lab.rows("SELECT 1 FROM feed WHERE code IS NOT NULL LIMIT 1")
    return healthy and lab.count("article") >= len(wire.articles) and lab.idle() and invariants.queues_empty(lab)


def _run_all_again(lab: Lab, wire: Wire, result: Result) -> None:
    """Send every entry back to its origin: a second run of the whole line must leave the records as they are."""
    wire.delay_s = wire.slow_s = 0
    before = invariants.records_digest(lab)
    lab.write(
        "UPDATE entry SET stage = 'fetch_page', fact = origin, attempts = 0, token = token + 1, code = NULL, "
        "lease_until = '1970-01-01 00:00:00.000000', rung_at = '1970-01-01 00:00:00.000000'"
    )
    lab.until(lambda: _settled(lab, wire), "the second run", timeout=PATIENCE_S)
    after = invariants.records_digest(lab)
    _note(result, "I3", (f"the second run changed {table}" for table in before if before[table] != after[table]))


def _ask(lab: Lab, wire: Wire, result: Result) -> None:
    _note(result, "I1", invariants.no_loss(lab, wire))
    _note(result, "I2", invariants.no_duplicate(lab, wire))
    _note(result, "I3", invariants.nothing_half(lab))
    result.fenced = invariants.count_events(lab, "task.fenced")


def _note(result: Result, name: str, problems: Iterable[str]) -> None:
    if found := list(islice(problems, SHOWN)):
        result.broken.setdefault(name, []).extend(found)
