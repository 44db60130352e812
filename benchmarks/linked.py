"""The development stories as segments that can be compared, their grouping, and its scores.

The scores are those of `score.py stories`: an article counts by its largest segment.
"""

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from itertools import combinations
from typing import NamedTuple

from documents import Doc, digest, read_stories

from schemas.events import PageFetched
from schemas.segments import SegmentKind
from tasks.link_stories.grouping import Group, join_groups
from tasks.link_stories.meaning import Encoder, read_meanings
from tasks.link_stories.profile import Profile, profile, segment_text
from worker.preview import Bench, read_page

FIFTHS = 5
# Undated articles are all of one day.
NO_DAY = date(2020, 1, 1)
ITEM = "application/vnd.slugline.article+json"


class Seg(NamedTuple):
    """A story segment of a development article; `share` is its part of the article's text, `fold` its fifth."""

    set: str
    doc: str
    story: str
    topic: str
    share: float
    fold: int
    profile: Profile


def read_segments(encoder: Encoder | None = None) -> list[Seg]:
    """Read all articles by the real stages, in the order of their days."""
    bench = Bench(None)
    found = [seg for doc in read_stories() for seg in segments_of(doc, bench, encoder)]
    return sorted(found, key=lambda seg: (seg.profile.day, digest(seg.doc)))


def segments_of(doc: Doc, bench: Bench, encoder: Encoder | None = None) -> Iterator[Seg]:
    when = doc.day.isoformat() if doc.day else None
    line = {"title": doc.title, "published": when, "paragraphs": doc.paras}
    key = bench.raw.put(json.dumps(line).encode())
    page = PageFetched(entry_id=doc.name, url=f"http://x.example/{doc.name}", body_key=key, media_type=ITEM)
    detected = read_page(page, bench)
    texts = [segment_text(detected, segment) for segment in detected.segments]
    for segment, text in zip(detected.segments, texts, strict=True):
        if segment.kind is SegmentKind.STORY:
            share = len(text) / sum(map(len, texts))
            (meaning,) = read_meanings([(segment.headline, text)], encoder)
            told = profile(segment, text, doc.day or NO_DAY, meaning)
            yield Seg(doc.set, doc.name, doc.story, doc.topic, share, 0, told)


def dealt(segs: list[Seg], deal: int) -> list[Seg]:
    """Return the segments with their fifths: by story, for ECB+ by topic."""
    units = [seg.topic if seg.set == "ecb" else seg.story for seg in segs]
    folds = [digest(f"{deal}{seg.set}{unit}") % FIFTHS for seg, unit in zip(segs, units, strict=True)]
    return [seg._replace(fold=fold) for seg, fold in zip(segs, folds, strict=True)]


def cluster(own: Iterable[int], edges: Mapping[tuple[int, int], float], least: float) -> dict[int, int]:
    """Return the group of each segment when all are grouped at once."""
    singles = [Group([f"{number:06}"], 1) for number in own]
    named = {(f"{i:06}", f"{j:06}"): value for (i, j), value in edges.items()}
    groups = join_groups(singles, named, (), least)
    return {int(member): number for number, members in enumerate(groups) for member in members}


def score_stories(segs: list[Seg], groups: Mapping[int, int]) -> dict[str, float]:
    """Return B-cubed precision, recall and F1, and the F1 of pairs."""
    largest: dict[str, int] = {}
    for number in groups:
        doc = segs[number].doc
        if doc not in largest or segs[number].share > segs[largest[doc]].share:
            largest[doc] = number
    gold, guess = defaultdict(set), defaultdict(set)
    for number in largest.values():
        gold[segs[number].story].add(number)
        guess[groups[number]].add(number)
    both = {n: len(gold[segs[n].story] & guess[groups[n]]) for n in largest.values()}
    precision = sum(count / len(guess[groups[n]]) for n, count in both.items()) / len(both)
    recall = sum(count / len(gold[segs[n].story]) for n, count in both.items()) / len(both)
    cross = Counter((segs[n].story, groups[n]) for n in largest.values())
    hit = sum(count * (count - 1) for count in cross.values())
    asked = sum(len(s) * (len(s) - 1) for sets in (gold, guess) for s in sets.values())
    told = {"b3_p": precision, "b3_r": recall, "b3_f1": 2 * precision * recall / (precision + recall)}
    return {name: round(value, 3) for name, value in {**told, "pair_f1": 2 * hit / max(1, asked)}.items()}


def twin_auc(segs: list[Seg], told: Mapping[tuple[int, int], float]) -> float:
    """Return the AUC of pairs of whole articles inside a topic of ECB+: one event or its twin?"""
    whole = [number for number, seg in enumerate(segs) if seg.set == "ecb" and seg.share > 1 / 2]
    scores: dict[bool, list[float]] = {True: [], False: []}
    for i, j in combinations(whole, 2):
        if segs[i].topic == segs[j].topic:
            scores[segs[i].story == segs[j].story].append(told.get((i, j), 0.0))
    ranked = sorted((value, same) for same, values in scores.items() for value in values)
    return round(area(ranked), 4)


def area(ranked: list[tuple[float, bool]]) -> float:
    """Return the share of (positive, negative) pairs in the right order; ties count half (Mann-Whitney)."""
    below, wins, start = 0, 0.0, 0
    while start < len(ranked):
        end = start
        while end < len(ranked) and ranked[end][0] == ranked[start][0]:
            end += 1
        right = sum(same for _, same in ranked[start:end])
        wrong = end - start - right
        wins += right * (below + wrong / 2)
        below, start = below + wrong, end
    return wins / (below * (len(ranked) - below))
