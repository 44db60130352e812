"""An article pushed as JSON: one line of `slugline ingest` and `slugline parse`."""

from datetime import datetime

import msgspec

from schemas.codes import Code
from schemas.events import Hints
from schemas.outcomes import Reject
from tasks.extract_blocks.times import read_time


class Item(msgspec.Struct, frozen=True):
    """What a line may say. One of `html`, `text` and `paragraphs` carries the article; unknown keys are ignored."""

    url: str | None = None
    title: str | None = None
    published: str | None = None
    html: str | None = None
    text: str | None = None
    paragraphs: list[str] | None = None

    def hints(self, others: Hints) -> Hints:
        """Return what the line says of its article, completed by `others`."""
        when: datetime | None = read_time(self.published)
        return msgspec.structs.replace(others, title=self.title or others.title, published=when or others.published)


def read_item(body: bytes) -> Item:
    """Return the article in a JSON text.

    Raises Reject(BAD_INPUT) when it is no JSON object of this shape.
    """
    try:
        return msgspec.json.decode(body, type=Item)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise Reject(Code.BAD_INPUT, f"not an article in JSON: {str(error)[:200]}") from error
