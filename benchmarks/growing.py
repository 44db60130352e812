"""From a LightGBM tree to the columns that `tasks.shared.boosted` reads."""

from tasks.shared.boosted import Tree


def as_tree(told: dict) -> Tree:
    tree = Tree([], [], [], [], [], [])
    place(tree, told["tree_structure"])
    return tree


def place(tree: Tree, node: dict) -> int:
    """Add a node and all below it; return its number, ~number for a leaf."""
    if "leaf_value" in node:
        tree.leaf.append(short(node["leaf_value"]))
        return ~(len(tree.leaf) - 1)
    here = len(tree.feature)
    tree.feature.append(node["split_feature"])
    tree.threshold.append(short(node["threshold"]))
    tree.inner.append(short(node["internal_value"]))
    tree.left.append(0)
    tree.right.append(0)
    tree.left[here] = place(tree, node["left_child"])
    tree.right[here] = place(tree, node["right_child"])
    return here


def short(number: float) -> float:
    return float(f"{number:.5g}")
