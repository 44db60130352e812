"""How stories and links look: at any width, without colour, in a pipe, with one article or many, with hostile words."""

import re
from datetime import timedelta
from io import StringIO

import pytest
from rich.cells import cell_len
from rich.console import Console
from support.facts import AT, Told, change, detected, keep, rows

from schemas.records import LinkRow, SegmentRow
from worker.cli.timeline import print_timeline
from worker.reading.timeline import timeline

HOSTILE = "\x1b[2J\x1b]0;owned\x07 \x9b31m \u202eevil 漢字"
QUAKE = "The quake near Coimbra killed 12 people, Mayor Maria Silva said."
STYLE = re.compile(r"\x1b\[[0-9;]*m")


def told(text=QUAKE, headline=""):
    return Told(text, ("maria silva",), "Coimbra", headline=headline)


def report(number):
    """A report of 21, 111 or 201 words that shares only its first sentence with the others."""
    told = " ".join(f"detail{number}of{each}" for each in range(10 + number % 3 * 90))
    return f"{QUAKE} {told}."


def put(box, number, site, text=QUAKE, *, hours=0.0, headline="", **meta):
    published = AT + timedelta(hours=hours)
    fact = detected(
        f"https://{site.split()[0].lower()}.example/{number}",
        told(text, headline),
        site=site,
        **{"published": published, **meta},
    )
    keep(box, fact)


def story_of(box):
    """Make all segments one story and return its id."""
    found = [row for row in rows(box, SegmentRow) if row.kind == "story"]
    for row in found:
        change(box, SegmentRow, row.id, story_id=found[0].story_id)
    return found[0].story_id


@pytest.fixture(scope="module")
def crowded(tmp_path_factory, cli_in):
    """A story of 60 articles in 20 outlets, with copies, a revision, undated ones, silence and hostile words."""
    cli = cli_in(tmp_path_factory.mktemp("crowded"))
    with cli.box() as box:
        for number in range(60):
            text = report(number)
            hours = number / 4 + (200 if number > 30 else 0)
            put(box, number, f"Outlet{number % 20} {HOSTILE}", text, hours=hours, headline=f"Head {number} {HOSTILE}")
        put(box, 98, "Copier", report(3), hours=1)
        put(box, 0, f"Outlet0 {HOSTILE}", "The quake was small after all, Maria Silva said.", headline="Anew")
        put(box, 99, "Undated", f"{QUAKE} Nobody says when.", published=None)
        cli.story = story_of(box)
    return cli


@pytest.mark.parametrize("width", [60, 80, 140])
def test_no_line_of_a_timeline_is_wider_than_the_terminal(crowded, width):
    screen = Console(file=StringIO(), width=width, force_terminal=True, highlight=False)
    with crowded.box() as box, box.database.read() as connection:
        print_timeline(timeline(connection, crowded.story), out=screen)
    shown = STYLE.sub("", screen.file.getvalue())
    assert max(cell_len(line) for line in shown.splitlines()) <= width
    for words in ("  10 others", "undated", "//", "≡ +1 copy: Copier", "words: · <50"):
        assert words in shown


def test_hostile_words_do_not_reach_the_terminal(crowded):
    shown = STYLE.sub("", crowded.on_terminal("stories", "show", crowded.story, COLUMNS="80"))
    assert "owned" in shown
    assert not any(sign in shown for sign in ("\x1b", "\x07", "\x9b", "\u202e"))


def test_a_pipe_gets_the_same_without_colour(crowded):
    done = crowded.run("stories", "show", crowded.story)
    assert (done.returncode, done.stderr) == (0, "")
    assert "\x1b" not in done.stdout
    for word in ("As it was told", "between; --all prints them", "Who had it first", "(undated)"):
        assert word in done.stdout


def test_all_of_it_is_printed_when_asked(crowded):
    shown = crowded.run("stories", "show", crowded.story, "--all").stdout
    assert len(re.findall(r"Head \d+", shown)) >= 58
    assert "--all" not in shown


def test_a_timeline_is_data_too(crowded):
    (story,) = crowded.lines("stories", "show", crowded.story)
    assert {"tellings", "links", "facts", "lanes", "segments", "scale"} <= set(story)
    assert (story["scale"], len(story["lanes"])) == ("days", 21)


def test_a_story_of_one_undated_article_can_be_drawn(cli):
    with cli.box() as box:
        put(box, 0, "Courier", published=None)
        story = story_of(box)
    shown = cli.run("stories", "show", story).stdout
    assert "no outlet gave a date" in shown
    assert "  Courier ·" in shown


def test_a_link_is_shown_with_both_quotes_at_any_width(cli):
    with cli.box() as box:
        put(box, 0, f"Courier {HOSTILE}", f"{QUAKE} {HOSTILE}", headline=HOSTILE)
        put(box, 1, "Ledger", f"In Coimbra, {QUAKE}", hours=1)
        (link,) = rows(box, LinkRow)
        conflict = {"field": "how_many", "source": f"12 {HOSTILE}", "target": "9", "quotes": [HOSTILE, "nine people"]}
        features = [
            {"name": "words", "weight": 2.5, "detail": ".81"},
            {"name": "new_one", "weight": -1.0, "detail": HOSTILE},
        ]
        change(
            box,
            LinkRow,
            link.id,
            kind="contradicts",
            evidence={"shared": ["event: quake"], "conflicts": [conflict], "features": features},
        )
    shown = STYLE.sub("", cli.on_terminal("links", "show", link.id, COLUMNS="60"))
    assert max(cell_len(line) for line in shown.splitlines()) <= 60
    assert not any(sign in shown for sign in ("\x1b", "\x07", "\x9b", "\u202e"))
    for words in ("Ledger", "how many: 12", "B  “nine people”", "+2.50  ████████████", "new one", "event    quake"):
        assert words in shown
    (row,) = cli.lines("links", "show", link.id)
    assert {"source", "target", "shared", "sentences"} <= set(row)
