"""Plain text and Markdown-like text: lines are blocks."""

import re
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from typing import NamedTuple

from schemas.blocks import BlockKind
from tasks.extract_blocks.contents import bare_title, join_contents
from tasks.extract_blocks.drafts import MAX_BLOCKS, Draft, fold_space, is_rule, listing, table, type_callouts
from tasks.extract_blocks.headings import ends_like_sentence, is_byline, looks_like_heading, stands_below
from tasks.extract_blocks.labels import MAX_TITLE
from tasks.extract_blocks.questions import join_questions

MAX_LINES = 200_000
_FENCES = ("```", "~~~")
_ITEM = re.compile(r"(?:[-*•+]|\d{1,3}[.)])\s+(\S.*)", re.DOTALL)
_NUMBERED = re.compile(r"\d")
_HASHES = re.compile(r"(#{1,6})\s+(\S.*)", re.DOTALL)
_DASHES = ("\u2013 ", "\u2014 ", "-- ", "\u2015 ")
_LONGEST_ATTRIBUTION = 120
_LONGEST_TITLE = 300


class Line(NamedTuple):
    """A line that has text; `code` lines hold a whole fenced block."""

    text: str
    code: bool = False


def read_text(text: str, title: str = "") -> list[Draft]:
    """Return the drafts of a text whose lines are blocks.

    The first line is the title (heading of level 1) unless the `title` is already known and differs.
    """
    drafts = list(_drafts(list(islice(_lines(text), MAX_LINES))))
    _type_title(drafts, title)
    drafts = type_callouts(join_contents(drafts))
    return join_questions(join_contents(_type_headings(drafts)))


def read_paragraphs(paragraphs: Iterable[str]) -> list[Draft]:
    """Return one draft for each paragraph with text, in order; none is merged or cut."""
    folded = (fold_space(paragraph) for paragraph in paragraphs)
    drafts = [Draft(BlockKind.PARAGRAPH, text) for text in folded if text]
    return type_callouts(_type_headings(drafts))


def _lines(text: str) -> Iterator[Line]:
    fence: str | None = None
    fenced: list[str] = []
    for raw in text.splitlines():
        stripped = raw.strip()
        if fence is None and stripped.startswith(_FENCES):
            fence = stripped[:3]
        elif fence is not None and stripped == fence:
            yield Line("\n".join(fenced), code=True)
            fence, fenced = None, []
        elif fence is not None:
            fenced.append(raw.rstrip())
        elif folded := fold_space(raw):
            yield Line(folded)
    if fenced:
        yield Line("\n".join(fenced), code=True)


def _drafts(lines: list[Line]) -> Iterator[Draft]:
    at = 0
    made = 0
    ruled = False
    while at < len(lines) and made < MAX_BLOCKS:
        made += 1
        draft, at = _take(lines, at)
        if draft and draft.text:
            draft.ruled, ruled = ruled, False
            yield draft
        ruled = ruled or draft is None


def _take(lines: list[Line], at: int) -> tuple[Draft | None, int]:
    """Return the draft that begins at line `at` (None: the line draws a rule) and the place of the next line."""
    line = lines[at]
    if line.code:
        return Draft(BlockKind.CODE, line.text), at + 1
    for take in (_take_table, _take_list, _take_quote, _take_heading):
        if taken := take(lines, at):
            return taken
    if _draws_line(line.text):
        return None, at + 1
    if at + 1 < len(lines) and _attributes(lines[at + 1]):
        return Draft(BlockKind.QUOTE, f"{line.text}\n{lines[at + 1].text}"), at + 2
    return Draft(BlockKind.PARAGRAPH, line.text), at + 1


def _draws_line(text: str) -> bool:
    return is_rule(text) or set(text) <= {"-", "*", "_", "="}


def _take_table(lines: list[Line], at: int) -> tuple[Draft, int] | None:
    end = _run_end(lines, at, lambda text: text.startswith("|") and text.count("|") > 1)
    if end == at:
        return None
    rows = ([cell.strip() for cell in line.text.strip("|").split("|")] for line in lines[at:end])
    return table(row for row in rows if not all(set(cell) <= set("-: ") for cell in row)), end


def _take_list(lines: list[Line], at: int) -> tuple[Draft, int] | None:
    end = _run_end(lines, at, lambda text: _ITEM.match(text) is not None and not _draws_line(text))
    # A single numbered line is a numbered heading or a sentence that begins with a number.
    if end == at or (end == at + 1 and _NUMBERED.match(lines[at].text)):
        return None
    found = (_ITEM.match(line.text) for line in lines[at:end])
    return listing(BlockKind.LIST, (item[1] for item in found if item)), end


def _take_quote(lines: list[Line], at: int) -> tuple[Draft, int] | None:
    end = _run_end(lines, at, lambda text: text.startswith(">"))
    if end == at:
        return None
    said = [line.text.lstrip("> ") for line in lines[at:end]]
    if end < len(lines) and _attributes(lines[end]):
        said.append(lines[end].text)
        end += 1
    return Draft(BlockKind.QUOTE, "\n".join(text for text in said if text)), end


def _take_heading(lines: list[Line], at: int) -> tuple[Draft, int] | None:
    text = lines[at].text
    if hashes := _HASHES.match(text):
        return Draft(BlockKind.HEADING, hashes[2].rstrip("# "), level=len(hashes[1])), at + 1
    below = lines[at + 1].text if at + 1 < len(lines) else ""
    # Blank lines are not kept, so a line drawn under a sentence may stand a line apart: it heads nothing.
    underlined = len(below) >= _SHORTEST_RULE and set(below) in ({"="}, {"-"})
    if underlined and len(text) <= MAX_TITLE and not text.endswith("."):
        return Draft(BlockKind.HEADING, text, level=1 if below[0] == "=" else 2), at + 2
    return None


def _run_end(lines: list[Line], at: int, belongs: Callable[[str], bool]) -> int:
    end = at
    while end < len(lines) and not lines[end].code and belongs(lines[end].text):
        end += 1
    return end


def _attributes(line: Line) -> bool:
    """Whether the line names who said the line before: "-- Name (@handle) date"; dialogue ends like a sentence."""
    text = line.text
    return (
        not line.code
        and text.startswith(_DASHES)
        and len(text) <= _LONGEST_ATTRIBUTION
        and not ends_like_sentence(text)
        and text.lstrip("\u2013\u2014\u2015- ")[:1].isupper()
    )


def _type_title(drafts: list[Draft], title: str) -> None:
    if len(drafts) < _FEWEST_WITH_TITLE or drafts[0].kind not in {BlockKind.PARAGRAPH, BlockKind.HEADING}:
        return
    first = drafts[0]
    if bare_title(title) == bare_title(first.text) if title else _may_be_title(first.text):
        first.kind, first.level = BlockKind.HEADING, 1


def _may_be_title(text: str) -> bool:
    """Whether `text` can be a title: a long one that ends like a sentence is the first paragraph of a report."""
    return len(text) <= (MAX_TITLE if text.endswith(".") else _LONGEST_TITLE)


def _type_headings(drafts: list[Draft]) -> list[Draft]:
    """Type as headings the lines that the contents list names (level 2) and those that look like one (no level)."""
    listed = {bare_title(item) for draft in drafts if draft.kind is BlockKind.CONTENTS for item in draft.items}
    padded = [*drafts, _END, _END]
    for at, draft in enumerate(drafts, 1):
        if draft.kind is not BlockKind.PARAGRAPH:
            continue
        below = padded[at + is_byline(padded[at].text)]
        if bare_title(draft.text) in listed:
            draft.kind, draft.level = BlockKind.HEADING, 2
        elif looks_like_heading(draft.text) and stands_below(draft.text, below):
            draft.kind = BlockKind.HEADING
    return drafts


_END = Draft(BlockKind.CODE, "")
_SHORTEST_RULE = 3
_FEWEST_WITH_TITLE = 2
