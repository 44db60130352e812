"""What shows, at its first mention, that a word with a capital is the name of a company, or of a town."""

from collections.abc import Sequence

from tasks.shared.text import word_set
from tasks.shared.tokens import Token

# "the delivery app Mapleview", "the operator, Lounavoima,": nouns of companies, none of people.
_COMPANY_NOUNS = word_set(
    """
    airline app automaker bank brand brewer brewery broadcaster carmaker carrier chipmaker company
    conglomerate drugmaker firm giant insurer lender maker manufacturer multinational operator platform publisher
    refiner retailer shipbuilder shipyard start-up startup steelmaker supplier utility wholesaler
    """
)
# "Alpenbank's boss", "Solvatec shares": what only companies have.
_OWN = word_set(
    """
    board boss chairman chairwoman executive executives profit profits revenue revenues shareholders shares spokesman
    spokesperson spokeswoman stock subsidiary turnover
    """
)
_CHIEF = "chief"
_OFFICERS = frozenset({"executive", "financial", "operating", "technology"})
# "shares in Solvatec", "a spokesman for Solvatec".
_OF_COMPANIES = word_set(
    "boss chairman chairwoman executive shareholders shares spokesman spokeswoman stake subsidiary"
)
_LINKS = frozenset({"in", "of", "for", "at"})
_SETTLEMENTS = word_set("borough city district hamlet island municipality parish port resort suburb town village")
# "Saltby Borough Council", "Saltby Police": what is named after the place that it serves.
CIVIC = word_set("airport borough city council county district harbour municipal parish police town village")
_LOCATIVES = frozenset({"in", "near", "outside"})


def names_company(read: Sequence[Token], at: int) -> bool:
    """Tell whether the word at `at`, which stands alone, is used as only the name of a company is."""
    before = read[at - 1] if at else None
    if before is not None and before.folded in _COMPANY_NOUNS and not before.capital and not before.ends_run:
        return True
    if before is not None and at > 1 and before.folded in _LINKS and read[at].joined:
        return read[at - 2].folded in _OF_COMPANIES
    return _owns(read, at)


def _owns(read: Sequence[Token], at: int) -> bool:
    """Tell whether what only companies have follows: any of it after "Solvatec's", else shares or a board."""
    if at + 1 >= len(read) or not read[at + 1].joined or read[at + 1].capital:
        return False
    after = read[at + 1].folded
    if not read[at].ends_run:
        return after in {"shares", "shareholders"}
    return after in _OWN or (after == _CHIEF and at + 2 < len(read) and read[at + 2].folded in _OFFICERS)


def names_place(read: Sequence[Token], at: int) -> bool:
    """Tell whether the word at `at` is used as only the name of a place is: "in Saltby", "the town of Saltby"."""
    if not at or not read[at].joined or names_company(read, at):
        return False
    before = read[at - 1].folded
    return before in _LOCATIVES or (before == "of" and at > 1 and read[at - 2].folded in _SETTLEMENTS)
