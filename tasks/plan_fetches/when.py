"""When to look at a feed next, so that entries wait least for the requests that are spent.

Looked at every τ seconds, a feed of λ entries per second makes its entries wait λτ/2 entry-seconds per second and costs
1/τ requests per second. The sum over all feeds is least, at a given number of requests, where every look ends the same
amount of waiting c: λτ²/2 = c, hence τ = √(2c/λ): twice the interval for a quarter of the rate (the square-root law of
Cho and Garcia-Molina, *Effective page refresh policies*, ACM TODS 28(4), 2003, and, for feeds whose rate changes over
the day, of Sia, Cho and Cho, *Efficient monitoring algorithm for fast news alerts*, IEEE TKDE 19(7), 2007). Where λ
changes with the hour, the waiting since the last look is ∫ λ(s)·(T - s) ds, and the look comes when it reaches c.
"""

import math
from collections.abc import Sequence

from tasks.plan_fetches.rates import HOUR_S, WEEK_HOURS, week_hour

# A feed that shows ten entries must be looked at before ten new ones push each other out: half of them may be new.
MOST_NEW_SHARE = 0.5


def price(interval_s: float) -> float:
    """Return the waiting, in entry-seconds, that a look is worth when a feed of one entry an hour gets `interval_s`."""
    return interval_s * interval_s / 2 / HOUR_S


def next_look_s(
    rates: Sequence[float], now: float, *, waiting: float, least_s: float, most_s: float, shown: int = 0
) -> float:
    """Return the seconds from `now` to the next look, within `least_s` and `most_s`.

    `rates` are entries per second by hour of the week, `waiting` is what a look is worth (`price`). A feed that shows
    `shown` entries is looked at before half as many new ones are expected, whatever that costs.
    """
    crowd = max(1.0, shown * MOST_NEW_SHARE) if shown else math.inf
    return max(least_s, min(most_s, _reached(rates, now, waiting, crowd, most_s)))


def _reached(rates: Sequence[float], now: float, waiting: float, crowd: float, most_s: float) -> float:
    """Return when the waiting reaches `waiting`, or the entries `crowd`, hour by hour; at most about `most_s`."""
    hour, span = week_hour(now), HOUR_S - now % HOUR_S
    passed = entries = waited = 0.0
    while passed < most_s:
        rate = rates[hour]
        left = waiting - waited
        # left = entries·x + rate·x²/2, in the form that is exact for a rate near zero.
        by_waiting = 2 * left / (entries + math.sqrt(entries * entries + 2 * rate * left))
        by_crowd = (crowd - entries) / rate
        if min(by_waiting, by_crowd) <= span:
            return passed + min(by_waiting, by_crowd)
        waited += entries * span + rate * span * span / 2
        entries += rate * span
        passed, hour, span = passed + span, (hour + 1) % WEEK_HOURS, HOUR_S
    return passed
