"""What meanings cost, and which pairs of languages they bring together (docs/semantic.md).

    PYTHONPATH=. python benchmarks/meanings.py                 cost and languages
    PYTHONPATH=. python benchmarks/meanings.py --write-mean    also rebuild worker/toolbox/use3_mean.json

Needs `pip install 'slugline[semantic]'`; what they gain is told by `train_pairs.py --cross-validate --meanings`. The
mean needs ../shared/data. The events are made up: eight, each told in three languages.
"""

import argparse
import json
import resource
import time
from datetime import date
from itertools import combinations
from pathlib import Path
from statistics import fmean, median

from documents import DATA, read_stories

from schemas.outcomes import Fault
from schemas.segments import Segment, SegmentKind
from tasks.link_stories.meaning import read_meanings
from tasks.link_stories.pairing import pair_features
from tasks.link_stories.profile import Profile, profile, to_json
from tasks.link_stories.relation import compare
from worker.settings import Settings
from worker.toolbox.meanings import UseEncoder, open_encoder

EVENTS = Path(__file__).with_name("meanings_events.json")
MEAN = Path(__file__).resolve().parents[1] / "worker" / "toolbox" / "use3_mean.json"
RUNS = 200


class Bare(UseEncoder):
    """The encoder without its mean taken off."""

    def _load(self) -> None:
        super()._load()
        self._mean = self._mean * 0


def leads() -> list[tuple[str, str]]:
    return [(doc.title, "\n".join(doc.paras)) for doc in read_stories()]


def write_mean() -> None:
    seen: list[list[float]] = []

    class Watched(Bare):
        def encode(self, texts):
            seen.extend(super().encode(texts))
            return seen[-len(texts) :]

    read_meanings(leads(), Watched())
    mean = [round(fmean(numbers), 5) for numbers in zip(*seen, strict=True)]
    MEAN.write_text(json.dumps(mean, separators=(",", ":")) + "\n")
    print(json.dumps({"documents": len(seen), "length of the mean": round(sum(n * n for n in mean) ** 0.5, 3)}))


def told(headline: str, text: str, encoder: UseEncoder) -> Profile:
    segment = Segment(index=0, kind=SegmentKind.STORY, slug="", headline=headline, blocks=(0,), score=1.0)
    return profile(segment, text, date(2025, 8, 23), *read_meanings([(headline, text)], encoder))


def milliseconds(work) -> float:
    spent = []
    for number in range(RUNS):
        start = time.process_time()
        work(number)
        spent.append(1000 * (time.process_time() - start))
    return round(median(spent), 3)


def cost(encoder: UseEncoder, events: list[dict]) -> None:
    start = time.process_time()
    encoder.encode(["A text."])
    load = round(time.process_time() - start, 2)
    texts = [tuple(event["en"]) for event in events]
    texts = [(headline, (text + " ") * 3) for headline, text in texts]
    profiles = [told(*pair, encoder) for pair in texts]
    one, other = profiles[:2]
    without = [profile_without(each) for each in profiles]
    print(
        json.dumps(
            {
                "load, s": load,
                "encode, ms a segment": milliseconds(lambda n: read_meanings([texts[n % len(texts)]], encoder)),
                "compare with meanings, ms a pair": milliseconds(lambda _: pair_features(one, other)),
                "compare without": milliseconds(lambda _: pair_features(without[0], without[1])),
                "profile, bytes": len(to_json(one)),
                "profile without": len(to_json(without[0])),
                "keys": len(one.keys),
                "keys without": len(without[0].keys),
                "peak resident, MB": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024),
            }
        )
    )


def profile_without(mine: Profile) -> Profile:
    from msgspec.structs import replace  # noqa: PLC0415

    return replace(mine, meaning=None)


def languages(encoder: UseEncoder, events: list[dict]) -> None:
    """Print for each pair of languages how alike one event is in both, and how alike two events."""
    for pair in combinations(("en", "fr", "ko"), 2):
        same, other = [], []
        for one in events:
            for two in events:
                sides = [told(*event[language], encoder) for event, language in zip((one, two), pair, strict=True)]
                (same if one is two else other).append((compare(*sides), set(sides[0].keys) & set(sides[1].keys)))
        print(json.dumps({"languages": pair, "one event": summary(same), "two events": summary(other)}))


def summary(found: list) -> dict:
    cosines = [alike.features["meaning"] for alike, _ in found]
    likely = [alike.score for alike, _ in found]
    return {
        "pairs": len(found),
        "cosine": [min(cosines), round(fmean(cosines), 2), max(cosines)],
        "likeness": [min(likely), round(fmean(likely), 2), max(likely)],
        "with a key in common": round(fmean(bool(keys) for _, keys in found), 2),
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--write-mean", action="store_true")
    wanted = parser.parse_args()
    try:
        encoder = open_encoder(Settings(meanings="use"))
    except Fault as fault:
        print(f"skipped: {fault.detail}")
        return
    if wanted.write_mean and DATA.exists():
        write_mean()
    events = json.loads(EVENTS.read_text())
    cost(encoder, events)
    languages(encoder, events)


if __name__ == "__main__":
    main()
