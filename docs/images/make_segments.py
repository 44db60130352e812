"""Write `docs/images/segments.svg` and the numbers of `docs/segments.md`: the guiding page, gap by gap.

`python docs/images/make_segments.py` reads the page with the shipped model and draws it as it is cut: a bar for
every block, as long as its text and coloured by the story it tells (hatched: what serves a story), who enters with a
full name, and on the right the score of every gap.
"""  # noqa: INP001  a script beside the picture it makes, not a package

from collections.abc import Iterator, Sequence
from html import escape
from pathlib import Path
from typing import NamedTuple

from schemas.blocks import Block
from schemas.events import PageFetched, SegmentsDetected
from schemas.segments import SegmentKind
from tasks.detect_segments.cues import read_cues
from tasks.detect_segments.page import Page, Passage, Values, read_page
from tasks.detect_segments.reading import read_passages
from tasks.detect_segments.seams import Gap, score_gaps
from tasks.detect_segments.serving import running
from tasks.detect_segments.weights import BIAS, KINDS, added_by, additive_score
from tasks.shared.names import Name, same_person
from tasks.shared.rarity import rarity
from worker.preview import Bench
from worker.preview import read_page as preview
from worker.reading.reasons import cut_phrase
from worker.settings import load_settings
from worker.toolbox import open_web

HERE = Path(__file__).parent
PAGE = HERE.parents[1] / "worker" / "demo" / "pages" / "lee_ishiba.txt"
URL = "https://page.example/"
PICTURE, CHAPTER = HERE / "segments.svg", HERE.parent / "segments.md"
BEGIN, END = "<!-- numbers: made by docs/images/make_segments.py -->", "<!-- end of numbers -->"

# Pixels: the columns from the left, and what a row, a character and a unit of log-odds take.
WIDTH, ROW, TOP, FOOT = 1024, 16, 44, 52
RAIL, TEXT, NAMES, ZERO = 44, 204, 524, 918
SCALE, LONGEST_BAR, CHARACTERS_A_PIXEL = 9.0, 144, 5
LEAST_SCORE, MOST_SCORE = -9.0, 8.0
SHOWN, MOST_NAMES, LEGEND = 48, 56, 180
TICKS = (-8, -4, 4)
STYLE = """
text { font: 11px system-ui, sans-serif; fill: #50575f } .head { font-weight: 600; fill: #1d2125 }
.axis { fill: #767f88 } .number { fill: #8d959d; font-size: 9px } .strong { font-weight: 700; font-size: 12px }
.s0 { fill: #2f6fb3 } .s1 { fill: #c8641e } .cut { stroke: #c8641e; stroke-width: 1.5 } .zero { stroke: #8b939b }
.tick { stroke: #e3e6e9 } .no { fill: #a3acb5 } .yes { fill: #c8641e } .paper { fill: #fff }
@media (prefers-color-scheme: dark) {
  text { fill: #bcc3ca } .head { fill: #f5f6f7 } .axis { fill: #98a1ab } .number { fill: #7b848d }
  .s0 { fill: #69a7e8 } .s1 { fill: #f0924e } .cut { stroke: #f0924e } .zero { stroke: #6b7580 }
  .tick { stroke: #2a3037 } .no { fill: #59636d } .yes { fill: #f0924e } .paper { fill: #14181d }
}
"""


class Read(NamedTuple):
    """The guiding page as the room reads it. `gaps` and `cues` belong to the gap before block `index`."""

    detected: SegmentsDetected
    page: Page
    body: Sequence[Passage]
    gaps: dict[int, Gap]
    cues: dict[int, Values]

    @property
    def blocks(self) -> Sequence[Block]:
        """All blocks of the page."""
        return self.detected.kept.extracted.blocks

    def ranked(self) -> list[int]:
        """Return the gaps, the likeliest seam first."""
        return sorted(self.gaps, key=lambda index: -self.gaps[index].score)


def main() -> None:
    """Read, draw, and put the numbers into the chapter."""
    read = _read()
    PICTURE.write_text("\n".join(_drawn(read)) + "\n", encoding="utf-8")
    before, _, rest = CHAPTER.read_text(encoding="utf-8").partition(BEGIN)
    numbers = "\n".join(_numbers(read))
    CHAPTER.write_text(f"{before}{BEGIN}\n\n{numbers}\n\n{END}{rest.partition(END)[2]}", encoding="utf-8")


def _read() -> Read:
    bench = Bench(open_web(load_settings()))
    key = bench.raw.put(PAGE.read_bytes())
    detected = preview(PageFetched(entry_id="e", url=URL, body_key=key, media_type="text/plain"), bench)
    extracted = detected.kept.extracted
    page = read_page(extracted.article, extracted.blocks)
    body = running(page)
    indexes = [passage.block.index for passage in body]
    gaps = {indexes[gap.before]: gap for gap in score_gaps(page, body)}
    reading = read_passages(body, rarity, lambda _text: 0.0)  # the cues do not ask for the leads
    added = [added_by(values) for values in read_cues(page, reading)]
    return Read(detected, page, body, gaps, dict(zip(indexes[1:], added[1:], strict=True)))


# The picture


def _drawn(read: Read) -> Iterator[str]:
    end = TOP + len(read.blocks) * ROW
    yield f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {end + FOOT}" role="img">'
    yield f"<title>The guiding page: its blocks, its stories, and the score of every gap</title><style>{STYLE}</style>"
    yield '<defs><pattern id="hatch" width="4" height="4" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">'
    yield '<rect class="paper" width="2" height="4"/></pattern></defs>'
    yield f'<rect class="paper" width="{WIDTH}" height="{end + FOOT}"/>'
    yield _text(RAIL, 20, "block, by length", "head") + _text(NAMES, 20, "who enters by full name", "head")
    yield _text(ZERO, 20, "score of the gap", "head", "middle")
    for tick in TICKS:
        yield _line("tick", ZERO + SCALE * tick, TOP - 6, end) + _text(
            ZERO + SCALE * tick, TOP - 10, f"{tick:+d}".replace("-", "\u2212"), "number", "middle"
        )
    yield from _rows(read)
    yield _line("zero", ZERO, TOP - 6, end)
    yield from _legend(read, end)
    yield "</svg>"


def _rows(read: Read) -> Iterator[str]:
    homes = {index: segment for segment in read.detected.segments for index in segment.blocks}
    stories = _stories(read)
    labelled = read.ranked()[:2]
    entering = _entering(read.page)
    for block in read.blocks:
        home, y = homes[block.index], TOP + block.index * ROW
        story = stories.index(home.index if home.serves is None else home.serves)
        yield from _block(block, y, story, serves=home.serves is not None)
        yield _text(NAMES, y + 11, ", ".join(entering.get(block.index, ())), f"s{story}")
        if block.index in read.gaps:
            yield from _score(read.gaps[block.index].score, y, labelled=block.index in labelled)


def _block(block: Block, y: int, story: int, *, serves: bool) -> Iterator[str]:
    bar = max(6, min(LONGEST_BAR, len(block.text) // CHARACTERS_A_PIXEL))
    place = f'x="{RAIL}" y="{y + 1}" width="{bar}" height="{ROW - 3}"'
    yield _text(RAIL - 8, y + 11, str(block.index), "number", "end") + f'<rect class="s{story}" {place} rx="2"/>'
    if serves:
        yield f'<rect fill="url(#hatch)" {place}/>'
    line = block.text.split("\n")[0]
    short = line if len(line) <= SHOWN else f"{line[:SHOWN].rpartition(' ')[0]} …"
    yield _text(TEXT, y + 11, short, "head" if block.level is not None else "")


def _score(score: float, y: int, *, labelled: bool) -> Iterator[str]:
    """Draw the bar of a gap at the top of the block that it lies before; beyond the scale it is cut short."""
    length = SCALE * max(LEAST_SCORE, min(MOST_SCORE, score))
    kind = "yes" if score > 0 else "no"
    side = ZERO + min(0.0, length)
    yield f'<rect class="{kind}" x="{side:.0f}" y="{y - 4}" width="{max(1.0, abs(length)):.0f}" height="8" rx="1"/>'
    if score > 0:
        yield f'<line class="cut" stroke-dasharray="4 3" x1="{RAIL}" x2="{ZERO}" y1="{y}" y2="{y}"/>'
    if labelled:
        told = f"{score:+.1f}".replace("-", "\u2212")
        yield _text(ZERO + max(0.0, length) + 5, y + 4, told, "s1 strong" if score > 0 else "axis")


def _entering(page: Page) -> dict[int, list[str]]:
    """Return by block the people whom it names in full first on the page."""
    told: list[Name] = []
    found: dict[int, list[str]] = {}
    for passage in page.passages:
        for mention in passage.mentions:
            full = mention.full and not mention.body
            if full and not any(same_person(mention.name, other) for other in told):
                told.append(mention.name)
                found.setdefault(passage.block.index, []).append(mention.name.text)
    # The bars of the scores begin where the column ends.
    return {index: _fitting(names) for index, names in found.items()}


def _fitting(names: Sequence[str]) -> list[str]:
    kept = [name for place, name in enumerate(names) if len(", ".join(names[: place + 1])) <= MOST_NAMES]
    return [*kept, f"+{len(names) - len(kept)}"] if len(kept) < len(names) else kept


def _stories(read: Read) -> list[int]:
    return [segment.index for segment in read.detected.segments if segment.kind is SegmentKind.STORY]


def _legend(read: Read, end: int) -> Iterator[str]:
    y = end + 30
    for place, number in enumerate(_stories(read)):
        x = RAIL + LEGEND * place
        yield f'<rect class="s{place}" x="{x}" y="{y - 10}" width="12" height="12" rx="2"/>'
        yield _text(x + 18, y, f"story: {read.detected.segments[number].slug}", "head")
    x = RAIL + LEGEND * len(_stories(read))
    square = f'x="{x}" y="{y - 10}" width="12" height="12"'
    yield f'<rect class="no" {square} rx="2"/><rect fill="url(#hatch)" {square}/>'
    yield _text(x + 18, y, "serves its story: contents, table, FAQ, background, call")
    yield _text(ZERO, y, "no \u2190 even odds \u2192 seam", "axis", "middle")


def _text(x: float, y: float, text: str, kind: str = "", anchor: str = "") -> str:
    style = (f' class="{kind}"' if kind else "") + (f' text-anchor="{anchor}"' if anchor else "")
    return f'<text{style} x="{x:.0f}" y="{y:.0f}">{escape(text)}</text>' if text else ""


def _line(kind: str, x: float, top: float, end: float) -> str:
    return f'<line class="{kind}" x1="{x:.0f}" x2="{x:.0f}" y1="{top}" y2="{end}"/>'


# The numbers


def _numbers(read: Read) -> Iterator[str]:
    first, second = read.ranked()[:2]
    words = sorted(read.cues, key=lambda index: -read.cues[index]["words_part"]).index(first) + 1
    valleys = sum(cues["valley"] > 0 for cues in read.cues.values())
    yield f"Of the guiding page's {len(read.blocks)} blocks {len(read.body)} are running text,"
    yield f"with {len(read.gaps)} gaps."
    yield f"By how few words of one side return on the other (`words_part`), the seam is number {words} of these gaps;"
    yield f"it is one of {valleys} that fewer words cross than any gap near (`valley`)."
    yield "Vocabulary alone does not find it. This is what every cue adds at the seam, and at the next best gap:"
    yield ""
    yield f"- before block {first}: *{' '.join(read.blocks[first].text.split())}*"
    yield f"- before block {second}: *{' '.join(read.blocks[second].text.split())}*"
    yield ""
    yield f"| kind | cue | in words | {first} | {second} |"
    yield "|---|---|---|--:|--:|"
    yield from _table(read, first, second)


def _unbroken(text: str) -> str:
    return " ".join(text.split())


def _table(read: Read, *places: int) -> Iterator[str]:
    added = [read.cues[index] for index in places]
    kinds = {name: kind for kind, names in KINDS.items() for name in names}
    yield f"| | | before anything is seen: few gaps are seams |{_cells([BIAS] * len(places))}"
    for name in sorted(added[0] | added[1], key=lambda name: [*KINDS, "other"].index(kinds.get(name, "other"))):
        values = [cues.get(name, 0.0) for cues in added]
        if any(round(value, 2) for value in values):
            yield f"| {kinds.get(name, 'other')} | `{name}` | {cut_phrase(name)} |{_cells(values)}"
    sums = [additive_score(cues) for cues in added]
    scores = [read.gaps[index].score for index in places]
    yield f"| | | **sum of the cues** |{_cells(sums, '**')}"
    yield f"| | | what the trees add |{_cells([score - cues for score, cues in zip(scores, sums, strict=True)])}"
    yield f"| | | **score**: log-odds that it is a seam |{_cells(scores, '**')}"


def _cells(values: Sequence[float], mark: str = "") -> str:
    shown = [f"{mark}{value:+.2f}{mark}" if round(value, 2) else "" for value in values]
    return "".join(f" {value} |".replace("-", "\u2212") for value in shown)


if __name__ == "__main__":
    main()
