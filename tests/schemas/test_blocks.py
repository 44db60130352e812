from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from schemas.blocks import SEPARATOR, Block, BlockKind, lay_out


def blocks(texts):
    return [Block(index=9, kind=BlockKind.PARAGRAPH, text=text, start=-1, end=-1, level=2) for text in texts]


@given(st.lists(st.text(), max_size=8))
def test_blocks_tile_the_text_in_order(texts):
    text, placed = lay_out(blocks(texts))
    assert [text[block.start : block.end] for block in placed] == texts
    assert [block.index for block in placed] == list(range(len(texts)))
    for one, two in pairwise(placed):
        assert text[one.end : two.start] == SEPARATOR
    assert text == SEPARATOR.join(texts)


def test_laying_out_keeps_everything_else():
    table = Block(
        index=0, kind=BlockKind.TABLE, text="a | b", start=0, end=0, items=("x",), rows=(("a", "b"),), level=None
    )
    (_, (placed,)) = lay_out([table])
    assert (placed.kind, placed.items, placed.rows) == (table.kind, table.items, table.rows)
