import pytest

from tasks.detect_segments import openings


@pytest.mark.parametrize("text", ["He said so.", "But it failed.", "However, the vote passed.", "This was new."])
def test_pronouns_and_connectives_lean_back(text):
    assert openings.leans_back(text)


@pytest.mark.parametrize("text", ["Mayor Vesna Zupan resigned.", "A tram stopped.", "", "12 people left."])
def test_leads_do_not_lean_back(text):
    assert not openings.leans_back(text)


@pytest.mark.parametrize(
    "text", ["Cara Kelly and Erin Jensen", "USA TODAY", "Published: April 10, 2007", "21 July 2013", "By Jo Roe"]
)
def test_bylines_and_time_stamps(text):
    assert openings.is_stamp(text)


@pytest.mark.parametrize(
    "text", ["The tram will carry passengers by 2029, the mayor of the town said on Monday night.", "Rails were laid."]
)
def test_sentences_are_no_stamps(text):
    assert not openings.is_stamp(text)


@pytest.mark.parametrize(
    "text",
    [
        "Share your viewpoint in the comments below!",
        "Jo Roe contributed to this report.",
        "Follow Jo on X",
        "jo@paper.example",
    ],
)
def test_closing_formulas(text):
    assert openings.is_closing(text)


def test_only_the_end_of_a_long_block_can_close():
    assert not openings.is_closing("Subscribe now. " + "The tram ran on. " * 60)


def test_a_headline_has_no_full_stop():
    assert openings.is_headline("Shooting at accounting firm leaves woman dead")
    assert not openings.is_headline("Navy officers questioned the two men. ”")


def test_picture_credits_are_captions():
    assert openings.is_caption("Crosses near the church. REUTERS/Jo Roe")
    assert not openings.is_caption("The agency Reuters was told of the plan.")
