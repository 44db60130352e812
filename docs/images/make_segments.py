"""Write `docs/images/segments.svg` and the numbers of `docs/segments.md`: the guiding page, gap by gap.

`python docs/images/make_segments.py` reads the page with the shipped model and draws it as it is cut: a bar for
every block, as long as its text and coloured by the story it tells (hatched: what serves a story), and on the right
how likely each gap is to be a seam.
"""  # noqa: INP001  a script beside the picture it makes, not a package

from collections.abc import Iterator, Sequence
from html import escape
from pathlib import Path

from schemas.blocks import Block
from schemas.events import PageFetched, SegmentsDetected
from schemas.segments import SegmentKind
from tasks.detect_segments.page import read_page
from tasks.detect_segments.seams import Gap, score_gaps
from tasks.detect_segments.serving import running
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
ROW, WIDTH, RAIL, TEXT, ZERO, SCALE = 15, 900, 24, 190, 800, 8.0
LONGEST_BAR, CHARACTERS_A_PIXEL, SHOWN = 150, 5, 62
LEAST_SCORE, MOST_SCORE = -11.0, 9.0
SHOWN_CUES = 8
STYLE = """
text { font: 11px system-ui, sans-serif; fill: #444 } .head { font-weight: 600; fill: #222 } .axis { fill: #777 }
.s0 { fill: #2f6fb3 } .s1 { fill: #c8641e } .cut { stroke: #c8641e; stroke-width: 2 } .zero { stroke: #999 }
.no { fill: #9aa4ae } .yes { fill: #c8641e } .paper { fill: #fff }
@media (prefers-color-scheme: dark) {
  text { fill: #c9ced4 } .head { fill: #fff } .axis { fill: #98a1ab } .paper { fill: #14181d } .s0 { fill: #69a7e8 }
  .s1 { fill: #f0924e } .cut { stroke: #f0924e } .yes { fill: #f0924e } .no { fill: #5d6873 } .zero { stroke: #6b7580 }
}
"""


def main() -> None:
    """Read, draw, and put the numbers into the chapter."""
    bench = Bench(open_web(load_settings()))
    key = bench.raw.put(PAGE.read_bytes())
    detected = preview(PageFetched(entry_id="e", url=URL, body_key=key, media_type="text/plain"), bench)
    extracted = detected.kept.extracted
    page = read_page(extracted.article, extracted.blocks)
    body = running(page)
    gaps = {body[gap.before].block.index: gap for gap in score_gaps(page, body)}
    PICTURE.write_text("\n".join(_drawn(detected, gaps)) + "\n", encoding="utf-8")
    told = CHAPTER.read_text(encoding="utf-8")
    before, _, rest = told.partition(BEGIN)
    numbers = "\n".join(_numbers(extracted.blocks, gaps))
    CHAPTER.write_text(f"{before}{BEGIN}\n\n{numbers}\n\n{END}{rest.partition(END)[2]}", encoding="utf-8")


def _drawn(detected: SegmentsDetected, gaps: dict[int, Gap]) -> Iterator[str]:
    blocks = detected.kept.extracted.blocks
    homes = {index: segment for segment in detected.segments for index in segment.blocks}
    stories = [segment.index for segment in detected.segments if segment.kind is SegmentKind.STORY]
    height = (len(blocks) + 5) * ROW
    yield f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" role="img">'
    yield f"<title>The guiding page: its blocks, its stories, and the score of every gap</title><style>{STYLE}</style>"
    yield '<defs><pattern id="hatch" width="4" height="4" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">'
    yield '<rect class="paper" width="2" height="4"/></pattern></defs>'
    yield f'<rect class="paper" width="{WIDTH}" height="{height}"/>'
    yield f'<text class="head" x="{RAIL}" y="18">blocks</text>'
    yield f'<text class="head" x="{ZERO}" y="18" text-anchor="middle">seam?</text>'
    for block in blocks:
        home = homes[block.index]
        story = stories.index(home.index if home.serves is None else home.serves)
        yield from _row(block, story, gaps.get(block.index), serves=home.serves is not None)
    yield f'<line class="zero" x1="{ZERO}" x2="{ZERO}" y1="{2 * ROW}" y2="{height - 3 * ROW}"/>'
    yield f'<text class="axis" x="{ZERO}" y="{height - 2 * ROW}" text-anchor="middle">no ← even odds → yes</text>'
    for place, number in enumerate(stories):
        segment = detected.segments[number]
        x = RAIL + 260 * place
        yield f'<rect class="s{place}" x="{x}" y="{height - 2 * ROW - 10}" width="12" height="12"/>'
        yield f'<text class="head" x="{x + 18}" y="{height - 2 * ROW}">{escape(segment.slug)}</text>'
    yield f'<text class="axis" x="{RAIL}" y="{height - ROW + 2}">hatched: serves the story</text>'
    yield "</svg>"


def _row(block: Block, story: int, gap: Gap | None, *, serves: bool) -> Iterator[str]:
    y = (block.index + 2) * ROW
    bar = max(6, min(LONGEST_BAR, len(block.text) // CHARACTERS_A_PIXEL))
    yield f'<rect class="s{story}" x="{RAIL}" y="{y}" width="{bar}" height="{ROW - 3}" rx="2"/>'
    if serves:
        yield f'<rect fill="url(#hatch)" x="{RAIL}" y="{y}" width="{bar}" height="{ROW - 3}"/>'
    weight = ' class="head"' if block.level is not None else ""
    yield f'<text{weight} x="{TEXT}" y="{y + 10}">{escape(block.text[:SHOWN].split(chr(10))[0])}</text>'
    if gap is None:
        return
    length = SCALE * max(LEAST_SCORE, min(MOST_SCORE, gap.score))
    side, kind = (ZERO + min(0.0, length), "yes" if length > 0 else "no")
    yield f'<rect class="{kind}" x="{side:.0f}" y="{y - 4}" width="{max(1.0, abs(length)):.0f}" height="7"/>'
    if length > 0:
        yield f'<line class="cut" stroke-dasharray="4 3" x1="{RAIL}" x2="{side - 6:.0f}" y1="{y - 1}" y2="{y - 1}"/>'


def _numbers(blocks: Sequence[Block], gaps: dict[int, Gap]) -> Iterator[str]:
    first, second = sorted(gaps, key=lambda index: -gaps[index].score)[:2]
    yield f"The seam is before block {first}, with {gaps[first].score:+.1f}: *{blocks[first].text}*"
    yield ""
    yield from _table(gaps[first])
    yield ""
    yield f"The next best gap is before block {second}, with {gaps[second].score:+.1f}: *{blocks[second].text[:90]}*"
    yield ""
    yield from _table(gaps[second])


def _table(gap: Gap) -> Iterator[str]:
    yield "| log-odds | cue | in words |"
    yield "|---|---|---|"
    for cue in gap.cues[:SHOWN_CUES]:
        yield f"| {cue.weight:+.2f} | `{cue.name}` | {cut_phrase(cue.name)} |"


if __name__ == "__main__":
    main()
