"""How two articles that carry the same text relate."""

from enum import StrEnum


class CopyKind(StrEnum):
    """`exact`: text and headline are equal. `near`: a copy with small edits, cut, or with text around it.

    `revised`: the one is a later version of the other. What is none of these is different.
    """

    EXACT = "exact"
    NEAR = "near"
    REVISED = "revised"
