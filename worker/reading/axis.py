"""The time axis of a story: which column a moment has, where idle time is folded, and what stands above it.

Idle time is folded because news comes in bursts: ten days of silence would press the first hours into one column.
"""

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from worker.reading.show import local

MINUTE, HOUR, DAY = 60, 3600, 86_400
STEPS_S = (
    MINUTE, 2 * MINUTE, 5 * MINUTE, 10 * MINUTE, 15 * MINUTE, 30 * MINUTE,
    HOUR, 2 * HOUR, 3 * HOUR, 6 * HOUR, 12 * HOUR, DAY, 2 * DAY, 7 * DAY,
)  # fmt: skip
STEPS_MONTHS = (1, 3, 6, 12, 60, 240)
MONTH_S = 30.4 * DAY
# A gap is idle when it is longer than this share of the whole; fewer than so many moments need no folding.
IDLE, LEAST_MOMENTS = 0.2, 4
COLUMNS_A_FOLD, FOLD_WIDTH, SECTION_WIDTH = 20, 10, 7
LABEL_GAP = 2
CLOCK, DATE, MONTH = "%H:%M", "%d %b", "%b %Y"
WIDTHS = {CLOCK: 5, DATE: 6, MONTH: 8}


class Section(NamedTuple):
    """A stretch of time that is drawn to scale, from the first to the last of its columns."""

    start: dt.datetime
    end: dt.datetime
    first: int
    last: int

    @property
    def seconds(self) -> float:
        """How long it is."""
        return (self.end - self.start).total_seconds()

    def column(self, at: dt.datetime) -> int:
        """Return the column of a moment."""
        if self.seconds <= 0:
            return self.first
        part = (at - self.start).total_seconds() / self.seconds
        return self.first + round(min(1.0, max(0.0, part)) * (self.last - self.first))


class Fold(NamedTuple):
    """Idle time between two sections: where it stands, and how long it was, as shown."""

    first: int
    shown: str


@dataclass(frozen=True)
class Axis:
    """A time axis of `width` columns."""

    width: int
    sections: tuple[Section, ...]
    folds: tuple[Fold, ...] = ()

    def column(self, at: dt.datetime) -> int:
        """Return the column of a moment; one before or after the axis has its first or last."""
        holding = next((section for section in self.sections if at <= section.end), self.sections[-1])
        return holding.column(at)

    @property
    def folded(self) -> frozenset[int]:
        """The columns in which no time is drawn."""
        return frozenset(at for fold in self.folds for at in range(fold.first, fold.first + FOLD_WIDTH))

    def spans(self, at: dt.datetime) -> bool:
        """Tell whether a moment lies on the axis, and in no fold."""
        return any(section.start <= at <= section.end for section in self.sections)

    def header(self, zone: dt.tzinfo | None = None) -> tuple[str, str]:
        """Return the days and the clock times to be written above, in `zone` (the machine's own unless given)."""
        days, clock = _Line(self.width), _Line(self.width)
        for fold in self.folds:
            clock.write(fold.first, fold.shown.center(FOLD_WIDTH).rstrip())
        for section in self.sections:
            form, ticks = _ticks(section, zone)
            days.write(section.first, local(section.start, zone).strftime(DATE if form == CLOCK else form), push=True)
            if form == CLOCK:
                clock.write(section.first, local(section.start, zone).strftime(CLOCK), push=True)
            for tick in ticks:
                if form == CLOCK and (tick.hour, tick.minute) == (0, 0):
                    days.write(section.column(tick), tick.strftime(DATE))
                (clock if form == CLOCK else days).write(section.column(tick), tick.strftime(form))
        return str(days), str(clock)


def scale_of(moments: Sequence[dt.datetime]) -> str:
    """Return what a reader would count the span in: minutes, hours or days."""
    seconds = (max(moments) - min(moments)).total_seconds() if moments else 0.0
    return "minutes" if seconds <= 3 * HOUR else "hours" if seconds <= 3 * DAY else "days"


def axis_of(moments: Sequence[dt.datetime], width: int) -> Axis:
    """Return the axis on which all `moments` (at least one) lie."""
    ordered = sorted(set(moments))
    idle = _idle(ordered, width)
    bounds = [0, *(at + 1 for at in idle), len(ordered)]
    runs = [ordered[start:end] for start, end in pairwise(bounds)]
    sections = _laid_out(runs, width - FOLD_WIDTH * len(idle))
    folds = tuple(
        Fold(section.last + 1, f"//{lasting(ordered[at + 1] - ordered[at])}//")
        for at, section in zip(idle, sections, strict=False)
    )
    return Axis(width, tuple(sections), folds)


def _idle(ordered: Sequence[dt.datetime], width: int) -> list[int]:
    """Return after which moments time is folded: the longest gaps, as many as the width allows."""
    if len(ordered) < LEAST_MOMENTS:
        return []
    gaps = [(later - earlier).total_seconds() for earlier, later in pairwise(ordered)]
    longest = sorted(range(len(gaps)), key=lambda at: (-gaps[at], at))[: min(3, width // COLUMNS_A_FOLD)]
    return sorted(at for at in longest if gaps[at] > IDLE * sum(gaps))


def _laid_out(runs: Sequence[Sequence[dt.datetime]], columns: int) -> list[Section]:
    """Give every run at least a few columns, and the rest by its length."""
    least = min(SECTION_WIDTH, columns // len(runs))
    lengths = [(run[-1] - run[0]).total_seconds() for run in runs]
    total, spare = sum(lengths) or 1.0, columns - least * len(runs)
    sections, first, told = [], 0, 0.0
    for number, run in enumerate(runs):
        told += lengths[number]
        end = least * (number + 1) + round(spare * told / total) + FOLD_WIDTH * number
        sections.append(Section(run[0], run[-1], first, max(first, end - 1)))
        first = end + FOLD_WIDTH
    return sections


def lasting(length: dt.timedelta) -> str:
    """Return a length of time in its largest unit: "40 min", "18 h", "3 d"."""
    seconds = length.total_seconds()
    for unit, name in ((DAY, "d"), (HOUR, "h")):
        if seconds >= 2 * unit:
            return f"{seconds / unit:.0f} {name}"
    return f"{seconds / MINUTE:.0f} min"


def _ticks(section: Section, zone: dt.tzinfo | None) -> tuple[str, list[dt.datetime]]:
    """Return how the ticks of a section are written, and when they are; none where there is no room for two."""
    start, end = local(section.start, zone), local(section.end, zone)
    columns = section.last - section.first
    per_second = columns / section.seconds if section.seconds else 0.0
    for step in STEPS_S:
        form = CLOCK if step < DAY else DATE
        if step * per_second >= WIDTHS[form] + LABEL_GAP:
            return form, list(_regular(start, end, step))
    for months in STEPS_MONTHS:
        if months * MONTH_S * per_second >= WIDTHS[MONTH] + LABEL_GAP:
            return MONTH, list(_monthly(start, end, months))
    return CLOCK if section.seconds < DAY else DATE, []


def _regular(start: dt.datetime, end: dt.datetime, step_s: int) -> Iterator[dt.datetime]:
    midnight = start.replace(hour=0, minute=0, second=0, microsecond=0)
    skipped = (start - midnight).total_seconds() // step_s
    # Counted, not added up: the last day of the calendar has none after it.
    count = int((end - midnight).total_seconds() // step_s)
    for number in range(int(skipped), count + 1):
        at = midnight + dt.timedelta(seconds=step_s * number)
        if at >= start:
            yield at


def _monthly(start: dt.datetime, end: dt.datetime, months: int) -> Iterator[dt.datetime]:
    at = start.replace(day=1, hour=0, minute=0, second=0, microsecond=0)
    while at <= end:
        if at >= start:
            yield at
        count = at.year * 12 + at.month - 1 + months
        if count // 12 > dt.MAXYEAR:
            return
        at = at.replace(year=count // 12, month=count % 12 + 1)


class _Line:
    """A line of labels that never touch each other; what does not fit is left out."""

    def __init__(self, width: int) -> None:
        self._signs = [" "] * width

    def write(self, at: int, label: str, *, push: bool = False) -> None:
        """Write `label` at a column; `push` moves it left where it would stand out."""
        start = max(0, min(at, len(self._signs) - len(label))) if push else at
        end = start + len(label)
        around = self._signs[max(0, start - 1) : end + 1]
        if end <= len(self._signs) and not "".join(around).strip():
            self._signs[start:end] = label

    def __str__(self) -> str:
        return "".join(self._signs).rstrip()
