"""The walk over a page: every visible text becomes part of exactly one draft, in reading order."""

from collections.abc import Callable

from lxml.etree import _Element, iterwalk

from schemas.blocks import BlockKind
from tasks.extract_blocks.drafts import MAX_BLOCKS, Draft, is_rule
from tasks.extract_blocks.furniture import is_callout, is_machinery, is_post, is_suspect
from tasks.extract_blocks.gather import BREAK, BREAKING, Piece, is_within, link_share, pieces, run, text_of
from tasks.extract_blocks.lines import paragraphs
from tasks.extract_blocks.lists import LISTS, contents_draft, definition_draft, list_draft
from tasks.extract_blocks.questions import question_draft
from tasks.extract_blocks.quotes import box_draft, caption_draft, code_draft, post_frame_draft, quote_draft
from tasks.extract_blocks.tables import table_draft

_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_LONGEST_HEADING = 300
_BOLD = frozenset({"b", "strong"})
# Kinds that an element has because of its own name: the name cannot speak against it.
_OWN_NAME = frozenset({BlockKind.CONTENTS, BlockKind.CALLOUT, BlockKind.EMBED})
_BOXES = frozenset({"div", "section", "aside", "nav", "p", "details", "span"})


def walk(root: _Element) -> list[Draft]:
    """Return the drafts of everything visible below `root`."""
    return _Walk().over(root)


class _Walk:
    """One walk. `_line` is the running text that no draft holds yet; `_links` and `_bold` count open elements."""

    def __init__(self) -> None:
        self._drafts: list[Draft] = []
        self._line: list[Piece] = []
        self._blocks: list[_Element] = []
        self._suspects: list[_Element] = []
        self._links = 0
        self._bold = 0
        self._ruled = False

    def over(self, root: _Element) -> list[Draft]:
        events = iterwalk(root, events=("start", "end"))
        consumed: _Element | None = None
        for event, element in events:
            if event == "start":
                if self._consume(element):
                    consumed = element
                    events.skip_subtree()
                else:
                    self._enter(element)
                continue
            if element is consumed:
                consumed = None
            else:
                self._leave(element)
            if element.tail and element is not root:
                self._run(element.tail)
            if len(self._drafts) >= MAX_BLOCKS:
                break
        self._flush()
        return self._drafts

    def _consume(self, element: _Element) -> bool:
        """Take the element as a whole, if it is one; False when the walk must go inside."""
        if is_machinery(element):
            draft = post_frame_draft(element) if element.tag == "iframe" else None
            if draft:
                self._flush()
                self._add(draft, element)
            return True
        draft = whole(element)
        if draft is None:
            return False
        self._flush()
        if draft.text:
            draft.link_share = link_share(pieces(element))
            self._add(draft, element)
        return True

    def _enter(self, element: _Element) -> None:
        if element.tag in BREAKING:
            self._flush()
            self._blocks.append(element)
        elif element.tag == "br":
            self._line.append(Piece(BREAK, linked=False))
        self._ruled = self._ruled or element.tag == "hr"
        self._links += element.tag == "a"
        self._bold += element.tag in _BOLD
        if is_suspect(element):
            self._suspects.append(element)
        if element.text:
            self._run(element.text)

    def _run(self, text: str) -> None:
        self._line.append(run(text, linked=self._links > 0, bold=self._bold > 0))

    def _leave(self, element: _Element) -> None:
        if self._blocks and self._blocks[-1] is element:
            self._flush()
            self._blocks.pop()
        self._links -= element.tag == "a"
        self._bold -= element.tag in _BOLD
        if self._suspects and self._suspects[-1] is element:
            self._suspects.pop()

    def _flush(self) -> None:
        line, self._line = self._line, []
        if not line:
            return
        share = link_share(line)
        for text, bold in paragraphs(line):
            draft = Draft(BlockKind.PARAGRAPH, text, link_share=share, bold=bold)
            self._add(draft, self._blocks[-1] if self._blocks else None)
            # The line stays, as whatever a reader sees does, and marks what it stands before.
            self._ruled = is_rule(text)

    def _add(self, draft: Draft, element: _Element | None) -> None:
        draft.element = element
        draft.ruled, self._ruled = self._ruled, False
        draft.suspects = tuple(self._suspects)
        if element is not None and draft.kind not in _OWN_NAME and is_suspect(element):
            draft.suspects += (element,)
        self._drafts.append(draft)


def whole(element: _Element) -> Draft | None:
    """Return the draft for an element that is one block as a whole, or None when its children are."""
    maker = _MAKERS.get(str(element.tag))
    return maker(element) if maker else _box(element)


def _list(element: _Element) -> Draft | None:
    return contents_draft(element) or list_draft(element)


def _box(element: _Element) -> Draft | None:
    if question := question_draft(element):
        return question
    if element.tag == "nav":
        return contents_draft(element)
    if is_post(element):
        return box_draft(element, BlockKind.EMBED)
    if element.tag in _BOXES and is_callout(element):
        return contents_draft(element) or box_draft(element, BlockKind.CALLOUT)
    return caption_draft(element)


def _heading(element: _Element) -> Draft | None:
    if not is_within(element, 20 * _LONGEST_HEADING):
        return None
    text = text_of(element)
    if len(text) > _LONGEST_HEADING:
        return None
    return Draft(BlockKind.HEADING, text, level=_HEADINGS[str(element.tag)])


_MAKERS: dict[str, Callable[[_Element], Draft | None]] = {
    **dict.fromkeys(_HEADINGS, _heading),
    **dict.fromkeys(LISTS, _list),
    "table": table_draft,
    "dl": definition_draft,
    "blockquote": quote_draft,
    "pre": code_draft,
}
