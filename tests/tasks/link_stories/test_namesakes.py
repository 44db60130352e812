import datetime as dt

import pytest

from tasks.link_stories.namesakes import are_two_stories, namesakes
from tasks.link_stories.profile import Profile
from tasks.shared.names import read_name

DAY = dt.date(2025, 8, 23)


def told(*names, also=()):
    """A profile of these chief people, who are all mentioned, with others that are mentioned too."""
    people = {read_name(name).key: 3 for name in names} | {read_name(name).key: 1 for name in also}
    return Profile(day=DAY, words={}, people=people, chief=names[:2])


SUMMIT = told("Lee Jae Myung", "Shigeru Ishiba")
TALKS = told("Toshihiro Nikai", "Lee Jong-seok", also=("Shigeru Ishiba", "Lee Jae Myung"))


def test_two_of_a_common_family_name_part_two_stories():
    assert namesakes(SUMMIT, TALKS) == ("Lee Jae Myung", "Lee Jong-seok")
    assert are_two_stories(SUMMIT, TALKS)
    assert are_two_stories(TALKS, SUMMIT)


@pytest.mark.parametrize(
    "other",
    [
        told("Lee Jae-myung", "Lee Jong-seok"),  # a chief in common, spelt another way
        told("Yi Jae-myong", "Kim Min-seok"),
        told("Shigeru Ishiba", "Lee Jong-seok"),
    ],
)
def test_a_chief_in_common_makes_it_one(other):
    assert not are_two_stories(SUMMIT, other)


def test_two_of_a_rare_family_name_are_more_often_relatives_in_one_story():
    one, other = told("Michele LaCalamita", "Paul Riva"), told("Anthony LaCalamita", "Gerry Scherlinck")
    assert namesakes(one, other) is None
    assert not are_two_stories(one, other)


def test_who_know_each_other_are_in_one_story():
    one = told("Lee Jae Myung", "Shigeru Ishiba", also=("Lee Jong-seok",))
    other = told("Lee Jong-seok", "Cho Hyun", also=("Lee Jae Myung",))
    assert namesakes(one, other) is not None
    assert not are_two_stories(one, other)
