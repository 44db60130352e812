from datetime import UTC, datetime

from schemas.events import FeedDue, Tick
from tasks.plan_fetches import plan_fetches

NOON = datetime(2025, 8, 23, 12, tzinfo=UTC)


class Needs:
    def __init__(self, *due):
        self.feeds = self
        self._due = due
        self.asked = []

    def due(self, at):
        self.asked.append(at)
        return self._due


def test_what_is_due_at_the_tick_is_planned_in_order():
    due = tuple(FeedDue(feed_id=name, url=f"https://{name}.example/") for name in "ab")
    needs = Needs(*due)
    assert tuple(plan_fetches(Tick(at=NOON), needs)) == due
    assert needs.asked == [NOON]


def test_nothing_due_plans_nothing():
    assert list(plan_fetches(Tick(at=NOON), Needs())) == []
