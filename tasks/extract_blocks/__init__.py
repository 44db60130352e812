"""PageFetched -> BlocksExtracted: the story of a page as typed blocks, and what the page says of itself."""

from tasks.extract_blocks.stage import Needs, Raw, extract_blocks

__all__ = ["Needs", "Raw", "extract_blocks"]
