"""Kill, freeze, flush and lock at random moments, and ask each time whether anything was lost, doubled or left half.

    python benchmarks/chaos/run.py [--seeds N] [--first-seed N] [--faults a,b] [--json]

For each fault and seed: a whole line in a temporary folder reads a wire of six feeds with eight articles each (some of
them slow), the fault strikes at a random moment, and when the line is idle again the invariants are checked. The
table is Markdown. Exit code 1 when any of them was broken; the folder of such a run is kept.
"""

import argparse
import json
import sys
import time
from dataclasses import asdict
from pathlib import Path
from statistics import median

# Run as a script from anywhere, with the same lab and wire that the tests use.
sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "tests"))
sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from chaos.faults import FAULTS
from chaos.trial import INVARIANTS, Result, run

HEAD = ("fault", "runs", "recovery median s", "max s", "rows under way", "late writes fenced", *INVARIANTS)
WIDTHS = (24, 4, 17, 6, 14, 18, *(2 for _ in INVARIANTS))


def main() -> None:
    chosen = arguments()
    faults = chosen.faults.split(",") if chosen.faults else list(FAULTS)
    if unknown := set(faults) - set(FAULTS):
        sys.exit(f"no fault {', '.join(sorted(unknown))}; there are {', '.join(FAULTS)}")
    seeds = range(chosen.first_seed, chosen.first_seed + chosen.seeds)
    started, broken, done = time.monotonic(), 0, 0
    if not chosen.json:
        print(table_line(HEAD), table_line(["-" * width for width in WIDTHS]), sep="\n")
    for fault in faults:
        results = []
        for seed in seeds:
            progress(f"{done}/{len(faults) * len(seeds)} {fault} seed {seed} {time.monotonic() - started:.0f} s")
            results.append(run(fault, seed))
            done += 1
            tell(results[-1], as_json=chosen.json)
        broken += sum(bool(result.broken) for result in results)
        if not chosen.json:
            print(table_line(summary(fault, results)), flush=True)
    progress(f"{done} runs, {broken} broken, {time.monotonic() - started:.0f} s\n")
    sys.exit(bool(broken))


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seeds", type=int, default=3, help="runs of each fault")
    parser.add_argument("--first-seed", type=int, default=1)
    parser.add_argument("--faults", default="", help=", ".join(FAULTS))
    parser.add_argument("--json", action="store_true", help="one JSON object a run, in place of the table")
    return parser.parse_args()


def summary(fault: str, results: list[Result]) -> list[str]:
    seconds = [result.seconds for result in results]
    marks = ["✗" if any(name in result.broken for result in results) else "✓" for name in INVARIANTS]
    under_way = median(result.under_way for result in results)
    fenced = sum(result.fenced for result in results)
    return [
        fault,
        str(len(results)),
        f"{median(seconds):.1f}",
        f"{max(seconds):.1f}",
        f"{under_way:g}",
        str(fenced),
        *marks,
    ]


def table_line(cells: list[str] | tuple[str, ...]) -> str:
    return "| " + " | ".join(cell.ljust(width) for cell, width in zip(cells, WIDTHS, strict=True)) + " |"


def tell(result: Result, *, as_json: bool) -> None:
    if as_json:
        print(json.dumps(asdict(result)), flush=True)
        return
    for name, problems in result.broken.items():
        for problem in problems:
            print(f"\r{name} {result.fault} seed {result.seed}: {problem[:2000]}  ({result.folder})", file=sys.stderr)


def progress(text: str) -> None:
    if sys.stderr.isatty():
        print(f"\r\x1b[K{text}", end="", file=sys.stderr, flush=True)
    elif text.endswith("\n"):
        print(text, end="", file=sys.stderr)


if __name__ == "__main__":
    main()
