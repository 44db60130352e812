"""`segments show ID --why` on the guiding example and on a page that means harm."""

from importlib.resources import files
from types import SimpleNamespace

import pytest
from support.facts import Told, detected, keep
from support.golden import Body

from schemas import ids
from schemas.events import ArticleKept, PageFetched
from tasks.detect_segments import detect_segments
from tasks.extract_blocks import extract_blocks
from tasks.link_stories.profile import segment_ids
from tasks.shared.mentions import find_mentions

URL = "https://news.example/lee-ishiba"


def guiding():
    body = files("worker.demo").joinpath("pages", "lee_ishiba.txt").read_bytes()
    page = PageFetched(entry_id="e", url=URL, body_key="k", media_type="text/plain")
    (extracted,) = extract_blocks(page, Body(body))
    article = ids.article_id(URL)
    kept = ArticleKept(
        extracted=extracted,
        article_id=article,
        revision_id=ids.revision_id(article, "0"),
        canonical_url=URL,
        content_sha="0" * 64,
    )
    (fact,) = detect_segments(kept, SimpleNamespace(names=find_mentions))
    return fact


@pytest.fixture(scope="module")
def filled(tmp_path_factory, cli_in):
    cli = cli_in(tmp_path_factory.mktemp("why"))
    fact = guiding()
    with cli.box() as box:
        keep(box, fact)
        keep(box, detected("https://news.example/evil", Told("The council met.", ("ann \x1b[2J \u202e",), "Braga")))
    stories = [n for n, segment in zip(segment_ids(fact), fact.segments, strict=True) if segment.kind == "story"]
    return cli, stories


@pytest.fixture(scope="module")
def why(filled):
    cli, (_, second) = filled
    return cli.run("segments", "show", second, "--why").stdout


def test_the_cut_is_explained_by_what_was_seen(why):
    assert "Why it starts here" in why
    assert "How sure  place" in why
    assert "its heading names other people than its text" in why
    assert "Ishiba, Lee, Trump, Kim / Toshihiro Nikai, Shinzo Abe, Lee Jong-seok" in why
    assert "Share your viewpoint in the comments below!" in why


def test_every_principal_is_explained(why):
    assert "Toshihiro Nikai" in why
    assert "how often the segment names them" in why


def test_a_contradiction_is_shown_with_both_sentences(why):
    assert "≠ contradicts  Lee–Ishiba ↔ Nikai–Lee" in why
    assert "“Tokyo,Japan – August 23,2025 – South Korean President Lee Jae Myung" in why
    assert "“A crucial meeting took place in Tokyo today, August 23, 2025" in why


def test_without_asking_the_text_is_shown_and_no_cue(filled):
    cli, (_, second) = filled
    shown = cli.run("segments", "show", second).stdout
    assert "A crucial meeting took place in Tokyo" in shown
    assert "Why it starts here" not in shown


def test_the_reasons_are_in_the_json_as_well(filled):
    cli, (_, second) = filled
    (row,) = cli.lines("segments", "show", second, "--why")
    assert {"heading_mismatch", "other_bearer"} <= {cue["name"] for cue in row["cues"]}
    assert row["before"].endswith("Share your viewpoint in the comments below!")


def test_records_and_exports_say_how_sure_they_are_as_parse_does(filled):
    cli, stories = filled
    exported = {row["id"]: row for row in cli.lines("export", "segments")}
    for name, segment in zip(segment_ids(guiding()), guiding().segments, strict=True):
        (shown,) = cli.lines("segments", "show", name)
        for row in (exported[name], shown):
            assert row["confidence"] == segment.confidence
            assert row["place_confidence"] == segment.place_confidence
            assert row["date_confidence"] == segment.date_confidence
    assert all(exported[name]["place_confidence"] is not None for name in stories)


def test_what_has_no_confidence_says_nothing_of_it(filled):
    cli, _ = filled
    (name,) = segment_ids(detected("https://news.example/evil", Told("The council met.", ("ann",), "Braga")))
    assert "How sure" not in cli.run("segments", "show", name, "--why").stdout


def test_a_hostile_name_does_no_harm(filled):
    cli, _ = filled
    (name,) = segment_ids(detected("https://news.example/evil", Told("The council met.", ("ann",), "Braga")))
    shown = cli.on_terminal("segments", "show", name, "--why")
    assert "ann" in shown
    assert "\x1b[2J" not in shown
    assert "\u202e" not in shown
