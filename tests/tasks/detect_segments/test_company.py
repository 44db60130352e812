from schemas.blocks import ArticleMeta, Block, BlockKind, lay_out
from tasks.detect_segments.company import Company
from tasks.detect_segments.page import read_page


def company_of(*texts):
    _, blocks = lay_out([Block(index=0, kind=BlockKind.PARAGRAPH, text=text, start=0, end=0) for text in texts])
    return Company(read_page(ArticleMeta(), blocks).passages)


def test_a_name_told_for_the_first_time_enters():
    found = company_of("Mayor Vesna Zupan spoke.", "Doctor Emma Kranjc wrote.").at(1)
    assert (found["enters_3"], found["again_3"], found["borrowed_3"]) == (1, 0, 0)


def test_a_name_told_in_full_once_more_is_told_again():
    assert company_of("Mayor Vesna Zupan spoke.", "Mayor Vesna Zupan wrote.").at(1)["again_3"] == 1


def test_a_bare_surname_leans_on_the_side_that_tells_it():
    found = company_of("Mayor Vesna Zupan spoke.", "Later Zupan left.", "Vesna Zupan slept.", "Then Zupan woke.")
    assert found.at(1)["borrowed_8"] == 1
    assert found.at(2)["owned_8"] == 1


def test_a_short_last_side_counts_what_it_has():
    found = company_of("Nobody spoke.", "Mayor Vesna Zupan wrote.").at(1)
    assert found["enters_3"] == found["enters_8"] == 1
