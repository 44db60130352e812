"""ArticleKept -> SegmentsDetected: find the story segments inside an article, name them, link them."""

from tasks.detect_segments.stage import Needs, detect_segments

__all__ = ["Needs", "detect_segments"]
