"""WARC files (ISO 28500): the pages of web archives, read under limits."""

from worker.warc.responses import Capture, captures

__all__ = ["Capture", "captures"]
