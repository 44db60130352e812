"""SegmentsDetected -> SegmentsDetected: which stored articles carry the same text."""

from tasks.find_copies.stage import find_copies

__all__ = ["find_copies"]
