"""SegmentsDetected -> StoriesLinked: which stored segments tell the same story, and which story that is."""

from tasks.link_stories.stage import link_stories

__all__ = ["link_stories"]
