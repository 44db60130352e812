"""Tick -> (published): tell the world what was recorded, as CloudEvents."""

from tasks.announce.stage import announce

__all__ = ["announce"]
