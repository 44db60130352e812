"""What was seen on the page behind the cues of a cut: the heading, the call, the opening, the names."""

from collections.abc import Callable, Mapping, Sequence

from tasks.detect_segments.cues import lead_of
from tasks.detect_segments.page import Passage
from tasks.detect_segments.seams import Gap
from tasks.shared.mentions import Mention
from tasks.shared.names import hard_different

_REACH = 5
_LONGEST = 160
_MOST_NAMES = 4
Part = Sequence[Passage]


def with_details(gap: Gap, before: Part, after: Part) -> Gap:
    """Return `gap` with the details of those cues that point at something; `after` opens where it cuts."""
    if not before or not after:
        return gap
    seen = {name: tell for tell, names in _DETAILS.items() for name in names}
    told: dict[Callable[[Part, Part], str], str] = {}
    cues = []
    for cue in gap.cues:
        tell = seen.get(cue.name)
        if tell is not None and tell not in told:
            told[tell] = tell(before, after)[:_LONGEST]
        cues.append(type(cue)(name=cue.name, weight=cue.weight, detail=told[tell]) if tell else cue)
    return gap._replace(cues=tuple(cues))


def _heading(_before: Part, after: Part) -> str:
    return after[0].text


def _above(before: Part, _after: Part) -> str:
    return before[-1].text


def _last_words(before: Part, _after: Part) -> str:
    return before[-1].sentences[-1] if before[-1].sentences else ""


def _lead(_before: Part, after: Part) -> str:
    lead = lead_of(after, 0)
    return lead.sentences[0] if lead.sentences else ""


def _people(part: Part) -> list[Mention]:
    return [mention for passage in part for mention in passage.mentions if not mention.body]


def _listed(names: Sequence[str]) -> str:
    return ", ".join(list(dict.fromkeys(names))[:_MOST_NAMES])


def _newcomers(before: Part, after: Part) -> str:
    known = {mention.name.family_key for mention in _people(before)}
    return _listed([m.name.text for m in _people(after[:_REACH]) if m.full and m.name.family_key not in known])


def _told_again(before: Part, after: Part) -> str:
    known = {mention.name.key for mention in _people(before) if mention.full}
    return _listed([m.name.text for m in _people(after[:_REACH]) if m.full and m.name.key in known])


def _leaning(before: Part, after: Part) -> str:
    people = _people(after[:_REACH])
    known = {m.name.family_key for m in _people(before) if m.full} - {m.name.family_key for m in people if m.full}
    return _listed([m.name.text for m in people if not m.full and m.name.family_key in known])


def _other_bearers(before: Part, after: Part) -> str:
    told = {mention.name for mention in _people(before) if mention.full}
    pairs = ((m.name, other) for m in _people(after[:_REACH]) for other in told if hard_different(m.name, other))
    return _listed(sorted(f"{name.text}, not {other.text}" for name, other in pairs)[:1])


def _mismatch(_before: Part, after: Part) -> str:
    promised = _listed([m.name.family for m in _people(after[:1])])
    lead = lead_of(after, 0)
    return f"{promised} / {_listed([m.name.text for m in _people([lead]) if m.full and m.sentence == 0])}"


_DETAILS: Mapping[Callable[[Part, Part], str], tuple[str, ...]] = {
    _heading: ("headline", "names_event", "listed_headline", "section_heading", "stamp", "caption", "closes_here"),
    _above: ("under_headline", "under_stamp", "under_heading"),
    _last_words: ("closing_before",),
    _lead: (
        "dateline", "full_date", "lead_restart", "introduces", "leans_back", "opens_with_quote", "titled",
        "heading_dateline", "item_dateline",
    ),
    _newcomers: ("newcomers",),
    _told_again: ("told_again",),
    _leaning: ("bare_surname",),
    _other_bearers: ("other_bearer",),
    _mismatch: ("heading_mismatch",),
}  # fmt: skip
