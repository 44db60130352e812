"""Rebuild `tasks/shared/word_counts.json`: in how many documents of the development stories a word occurs.

Counts only, no text: words that fewer than five documents use are left out. Run from the project's root; needs
../shared/data, and says so when it is absent.
"""

import gzip
import json
import sys
from collections import Counter
from pathlib import Path

from tasks.shared.text import content_words

ROOT = Path(__file__).resolve().parent.parent
DATA = ROOT.parent / "shared" / "data" / "stories"
TARGET = ROOT / "tasks" / "shared" / "word_counts.json"
FEWEST = 5


def main() -> int:
    sources = [DATA / "allsides_dev.jsonl.gz", DATA / "ecbplus_dev.jsonl.gz"]
    if not all(source.exists() for source in sources):
        print(f"skipped: no development stories in {DATA}")
        return 0
    counts: Counter[str] = Counter()
    documents = 0
    for source in sources:
        with gzip.open(source, "rt", encoding="utf-8") as lines:
            for line in lines:
                row = json.loads(line)
                counts.update(set(content_words("\n".join([row.get("title") or "", *row["paras"]]))))
                documents += 1
    kept = {word: count for word, count in sorted(counts.items()) if count >= FEWEST}
    TARGET.write_text(
        json.dumps({"documents": documents, "words": kept}, ensure_ascii=False, separators=(",", ":")) + "\n",
        encoding="utf-8",
    )
    print(f"{documents} documents, {len(kept)} words, {TARGET.stat().st_size} bytes")
    return 0


if __name__ == "__main__":
    sys.exit(main())
