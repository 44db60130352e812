import pytest

from schemas.blocks import ArticleMeta, lay_out
from tasks.detect_segments.namesakes import words_apart
from tasks.detect_segments.page import read_page
from tasks.detect_segments.seams import find_seams
from tasks.detect_segments.serving import running
from tasks.extract_blocks.drafts import to_blocks
from tasks.extract_blocks.plain import read_paragraphs

FIRE = [
    (
        "A judge in Aarhus has sentenced the owner of a riding school to two years in prison for setting fire to his "
        "own stables. Mads Sorensen, 48, showed no emotion as the verdict was read on Thursday."
    ),
    "Sorensen had claimed 6 million kroner from his insurers. Eleven horses died in the blaze in March last year.",
    'The court heard that he bought forty litres of petrol on the eve of the fire. "It was for the tractor," he said.',
    "His lawyer, Birgit Holm, said she would appeal. The insurers have asked for the sum back with interest.",
]
MEDAL = [
    (
        "A Danish chemist has won this year's Wallenberg medal for a plastic that rots in sea water. Karen Sorensen, "
        "39, of the university of Odense made it from the shells of shrimps."
    ),
    "Sorensen began the work in her kitchen, she said, after a holiday on a beach that was white with foam.",
    "The material keeps its strength for two years and is gone after five. A maker of fishing nets has the licence.",
    "The medal comes with 2 million kronor and is handed over in Uppsala in November.",
]
FAMILY = [
    (
        "President Daniel Ortiz took his family to the coast on Saturday for a holiday that his advisers had asked him "
        "not to take. The president's wife, Laura Ortiz, 51, said they needed the rest."
    ),
    "Ortiz has not left the capital since the election. His party lost nine seats and two ministers have resigned.",
    "A lawyer who has written three books about the presidency said the trip was a mistake. The mood was bad.",
    "Laura Ortiz, who trained as a doctor, is said to have chosen the house. Ortiz will work there in the mornings.",
    "The president's brother, Miguel Ortiz, 60, who runs the family's farm, is expected on Sunday.",
    "Ortiz returns to the capital on Wednesday to meet the leaders of the opposition.",
]
SHOPS = [
    (
        "A florist in Turin was fined for selling tulips that she had picked in the gardens of a palace. Ada Ferraro, "
        "33, told the police that the tulips would have wilted."
    ),
    "Ferraro has sold flowers at the market since 2016. The gardeners had counted the stalks every night for a week.",
    "The fine is 4,000 euros. The palace wants the bulbs back as well, and a fence is to be built around the beds.",
    "The market's other florists have collected 900 euros for her.",
]


def page_of(texts):
    _, blocks = lay_out(to_blocks(read_paragraphs(texts)))
    return read_page(ArticleMeta(), blocks)


def seams_of(texts):
    page = page_of(texts)
    body = running(page)
    return [body[gap.before].text[:20] for gap in find_seams(page, body)]


def test_namesakes_share_no_word():
    terms, proper = words_apart(page_of([*FIRE[:2], *MEDAL[:2]]).passages)
    assert all("sorensen" not in words for words in proper)
    assert len(proper[0] & proper[1]) == len(proper[2] & proper[3]) == 1
    assert not proper[1] & proper[3]
    assert not {word for word in terms[1] & terms[3] if "sorensen" in word}


def test_one_bearer_with_two_spellings_stays_one_word():
    passages = page_of([*FIRE[:2], "Mads J. Sorensen has been jailed before. Mads Sorensen was 20 then."]).passages
    _, proper = words_apart(passages)
    assert all("sorensen" in words for words in proper)


@pytest.mark.parametrize("later", [MEDAL, [text.replace("Ferraro", "Sorensen") for text in SHOPS]])
def test_another_story_of_a_namesake_is_cut_off(later):
    assert seams_of([*FIRE, *later]) == [later[0][:20]]


def test_relatives_on_one_page_are_no_seam():
    assert seams_of(FAMILY) == []
