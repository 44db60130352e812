"""Memory of each process of a whole line, idle and after a run, and what a default install weighs.

    python benchmarks/memory.py [--runs N] [--install]

Resident memory (RSS) counts pages that processes share once for each of them; proportional memory (PSS) shares them
out, so its sum is what the line takes from the machine. `--install` makes a virtual environment from requirements.lock
in a temporary folder (it downloads) and adds up the sizes of its files, without bytecode, pip and setuptools. Medians.
"""

import argparse
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

from throughput import FEEDS, PER_FEED, line, read

LOCK = Path(__file__).resolve().parents[1] / "requirements.lock"
GOAL_MB = 150
SETTLE_S = 5
MB = 1_000_000
NOT_OURS = ("pip", "setuptools", "_distutils_hack", "pkg_resources")


def memory(pid: int) -> tuple[float, float]:
    """Return (RSS, PSS) in MB."""
    sizes = {}
    for text in Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="utf-8").splitlines()[1:]:
        name, _, rest = text.partition(":")
        sizes[name] = int(rest.split()[0]) * 1024 / MB
    return sizes["Rss"], sizes["Pss"]


def snapshot(lab) -> dict[str, tuple[float, float]]:
    """Memory of each process; the children of a pool stand beside their parent."""
    found = {}
    for part, pids in lab.processes().items():
        for number, pid in enumerate(pids):
            found[part if not number else f"{part} child {number}"] = memory(pid)
    found["sum"] = (sum(rss for rss, _ in found.values()), sum(pss for _, pss in found.values()))
    return found


def measure() -> dict[str, tuple[float, ...]]:
    with line() as lab:
        time.sleep(SETTLE_S)
        idle = snapshot(lab)
        read(lab, FEEDS)
        after = snapshot(lab)
    return {name: (*idle[name], *after.get(name, (0.0, 0.0))) for name in idle}


def install_mb() -> float:
    with tempfile.TemporaryDirectory(prefix="install-") as folder:
        subprocess.run([sys.executable, "-m", "venv", folder], check=True)
        pip = [f"{folder}/bin/python", "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
        subprocess.run([*pip, "--require-hashes", "-r", str(LOCK)], check=True)
        return sum(path.lstat().st_size for path in Path(folder).rglob("*") if _counts(path)) / MB


def _counts(path: Path) -> bool:
    foreign = any(part in NOT_OURS or part.startswith(("pip-", "setuptools-")) for part in path.parts)
    return path.is_file() and not path.is_symlink() and path.suffix != ".pyc" and not foreign


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--install", action="store_true", help="also measure a fresh install")
    chosen = parser.parse_args()
    runs = [measure() for _ in range(chosen.runs)]
    print("| MB | idle RSS | idle PSS | RSS after | PSS after |", "|---|---|---|---|---|", sep="\n")
    for name in runs[0]:
        values = [median(run[name][column] for run in runs if name in run) for column in range(4)]
        print(f"| {name} | " + " | ".join(f"{value:.0f}" for value in values) + " |")
    print(f"\nAfter: {FEEDS} feeds of {PER_FEED} articles.")
    if chosen.install:
        print(f"Default install: {install_mb():.0f} MB of files (goal: {GOAL_MB}).")


if __name__ == "__main__":
    main()
