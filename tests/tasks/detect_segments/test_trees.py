import pytest

from schemas.blocks import ArticleMeta, Block, BlockKind, lay_out
from tasks.detect_segments.page import read_page
from tasks.detect_segments.seams import find_seams
from tasks.detect_segments.trees import Model, load_model
from tasks.shared.boosted import Tree

# words <= 0.5 ? (names <= 1 ? 2.0 : 0.5) : -1.0
TREE = Tree(feature=[0, 1], threshold=[0.5, 1.0], left=[1, -1], right=[-3, -2], inner=[0.1, 1.2], leaf=[2.0, 0.5, -1.0])
MODEL = Model(lead_bias=0.0, lead_weights={}, features=["words", "names"], trees=[TREE, TREE])


@pytest.mark.parametrize(
    ("values", "leaf"),
    [({"words": 0.5, "names": 1.0}, 2.0), ({"words": 0.2, "names": 2.0}, 0.5), ({"words": 0.6}, -1.0), ({}, 2.0)],
)
def test_a_gap_falls_into_one_leaf_of_every_tree(values, leaf):
    assert MODEL.score(values) == 2 * leaf


def test_the_shares_of_the_features_lead_from_the_roots_to_the_score():
    values = {"words": 0.2, "names": 2.0}
    added = MODEL.explain(values)
    assert added == pytest.approx({"words": 2 * 1.1, "names": 2 * -0.7})
    assert 2 * 0.1 + sum(added.values()) == pytest.approx(MODEL.score(values))


def test_the_shipped_model_is_whole():
    model = load_model()
    assert len(model.trees) == 400
    assert len(set(model.features)) == len(model.features)
    for tree in model.trees:
        assert len(tree.leaf) == len(tree.feature) + 1
        assert set(tree.feature) <= set(range(len(model.features)))
        reached = sorted(tree.left + tree.right)
        assert reached == [*range(-len(tree.leaf), 0), *range(1, len(tree.feature))]


def test_the_shipped_model_asks_only_for_what_is_seen():
    text = "The baker on Long Street sells rye bread to Vesna Zupan."
    blocks = [Block(index=0, kind=BlockKind.HEADING, text=text, level=2, start=0, end=0)] * 4
    page = read_page(ArticleMeta(), lay_out(blocks)[1])
    seen = set()

    class Watched(Model):
        def score(self, values, start=0.0):
            seen.update(values)
            return start

    model = load_model()
    watched = Watched(**{name: getattr(model, name) for name in ("features", "trees", "lead_bias", "lead_weights")})
    find_seams(page, page.passages, watched)
    assert set(model.features) <= seen
