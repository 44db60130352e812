"""Tables of a page: those that hold data, not those that lay out the page."""

from lxml.etree import _Element

from tasks.extract_blocks.drafts import Draft, table
from tasks.extract_blocks.gather import text_of

_TOO_RICH = ("table", "article", "form", "h1", "h2")
_LONGEST_CELL = 1500
_MOST_CELLS = 20_000


def table_draft(element: _Element) -> Draft | None:
    """Return a data table as a block of rows; None for a layout table: the walker goes inside then."""
    if element.get("role") in {"presentation", "none"} or next(element.iterdescendants(*_TOO_RICH), None) is not None:
        return None
    if sum(1 for _ in element.iterdescendants("td", "th")) > _MOST_CELLS:
        return None
    rows = [[text_of(cell) for cell in row if cell.tag in {"td", "th"}] for row in element.iterdescendants("tr")]
    if not any(sum(map(bool, row)) > 1 for row in rows):
        return None
    if max(len(cell) for row in rows for cell in row) > _LONGEST_CELL:
        return None
    return table(rows)
