"""BlocksExtracted -> ArticleKept, or Skip: which article this is, and whether this version is known."""

from tasks.deduplicate.stage import deduplicate

__all__ = ["deduplicate"]
