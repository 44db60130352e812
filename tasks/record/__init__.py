"""StoriesLinked -> Recorded: values become rows, and an event to be told."""

from tasks.record.stage import record

__all__ = ["record"]
