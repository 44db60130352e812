"""Tick -> FeedDue*: which feeds are to be looked at now."""

from tasks.plan_fetches.stage import plan_fetches

__all__ = ["plan_fetches"]
