"""Two meetings in one city on one day share the words, and the third man everybody talks of. They differ by who met."""

from tasks.link_stories.profile import CHIEF, Profile
from tasks.shared.names import Name, hard_different, is_common_family, read_name, same_person


def namesakes(mine: Profile, other: Profile) -> tuple[str, str] | None:
    """Return a chief of each side that bear one family name and are two persons, or None.

    Only a family name that many bear counts: two people of a rare one are relatives in one story more often than
    strangers in two (of 71 such pairs of development articles 36 told one event).
    """
    pairs = [(one, two) for one in map(read_name, mine.chief) for two in map(read_name, other.chief)]
    found = ((one.text, two.text) for one, two in pairs if _are_namesakes(one, two))
    return next(found, None)


def are_two_stories(mine: Profile, other: Profile) -> bool:
    """Tell whether namesakes part the two: no chief in common, and both chiefs of a side unknown to the other."""
    if namesakes(mine, other) is None:
        return False
    pairs = ((read_name(one), read_name(two)) for one in mine.chief for two in other.chief)
    if any(same_person(one, two) for one, two in pairs):
        return False
    return _unknown(mine, other) or _unknown(other, mine)


def _are_namesakes(one: Name, two: Name) -> bool:
    return hard_different(one, two) and is_common_family(one)


def _unknown(mine: Profile, other: Profile) -> bool:
    """Tell whether the other side tells of neither chief of mine."""
    return not set(list(mine.people)[:CHIEF]) & other.people.keys()
