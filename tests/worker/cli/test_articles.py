"""`articles show` with copies, revisions and headlines, its word diff, and what exports say of copies."""

import json
from functools import cache

import pytest
from support.facts import AT, Told, detected, keep
from support.prose import prose

from schemas import ids

TEXT = " ".join(prose("text"))
FLOOD = "The flood drove {} people from the old town, the mayor said."
EVIL = "Break\x1b[2J\u202e"


def page(name, text, title="Flood in Coimbra", **more):
    return detected(f"https://{name}.example/a", Told(text), title=title, site=f"The {name}", published=AT, **more)


@pytest.fixture(scope="module")
def filled(tmp_path_factory, cli_in):
    cli = cli_in(tmp_path_factory.mktemp("articles"))
    with cli.box() as box:
        for fact in (
            page("one", f"{FLOOD.format(240)} {TEXT}"),
            page("two", f"{FLOOD.format(240)} {TEXT}", title=EVIL),
            page("one", f"{FLOOD.format(260)} {TEXT}", title="Flood drives 260 from Coimbra"),
            page("alone", " ".join(prose("alone"))),
        ):
            keep(box, fact)
            box.clock.turn(3600)
    return cli


@cache
def shown(cli, name, *options):
    return cli.run("articles", "show", ids.article_id(f"https://{name}.example/a"), *options)


def test_copies_are_listed_with_what_differs(filled):
    told = shown(filled, "two").stdout
    assert "Copies, the first one first" in told
    assert "The one  another version, J 0." in told
    assert "260 → 240" in told or "240 → 260" in told
    assert "\x1b" not in told


def test_the_headlines_that_an_article_had_are_listed_in_order(filled):
    told = shown(filled, "one").stdout
    first, second = told.rindex("Flood in Coimbra"), told.rindex("Flood drives 260 from Coimbra")
    assert told.index("Headlines") < first < second
    assert "Headlines" not in shown(filled, "two").stdout


def test_a_diff_shows_the_words_that_went_and_came(filled):
    told = shown(filled, "one", "--diff", "1..2").stdout
    assert "[-240-]" in told
    assert "{+260+}" in told
    assert "drives" in told
    assert len(told) < len(TEXT)
    assert "The text is the same." in shown(filled, "one", "--diff", "1..1").stdout


def test_a_diff_in_json_makes_up_both_texts(filled):
    (told,) = [json.loads(line) for line in shown(filled, "one", "--diff", "1..2", "--json").stdout.splitlines()]
    before = "".join(piece["text"] for piece in told["text"] if piece["op"] != "insert")
    after = "".join(piece["text"] for piece in told["text"] if piece["op"] != "delete")
    assert (before, after) == (f"{FLOOD.format(240)} {TEXT}", f"{FLOOD.format(260)} {TEXT}")
    assert (told["from"]["number"], told["to"]["number"]) == (1, 2)
    assert told["to"]["title"] == "Flood drives 260 from Coimbra"


@pytest.mark.parametrize(("diff", "code"), [("x", 2), ("1..9", 1)])
def test_a_diff_of_what_is_not_there_says_what_is(filled, diff, code):
    done = shown(filled, "one", f"--diff={diff}")
    assert done.returncode == code
    assert "1..2" in done.stderr or "has 1 to 2" in done.stderr


def test_an_export_names_the_best_original(filled):
    rows = {row["canonical_url"]: row for row in filled.lines("export", "articles")}
    one, two, alone = (rows[f"https://{name}.example/a"] for name in ("one", "two", "alone"))
    assert one["duplicate_group_id"] == two["duplicate_group_id"] != alone["duplicate_group_id"]
    assert (two["duplicate"]["kind"], two["duplicate"]["of"]) == ("revised", one["id"])
    assert two["duplicate"]["containment"] > two["duplicate"]["jaccard"] > 0.9
    unlike = {"kind": "different", "of": None, "jaccard": None, "containment": None}
    assert one["duplicate"] == alone["duplicate"] == unlike


def test_a_relation_is_in_the_json_of_both(filled):
    for name, later in (("one", False), ("two", True)):
        (row,) = [json.loads(line) for line in shown(filled, name, "--json").stdout.splitlines()]
        (other,) = row["duplicates"]
        assert (other["kind"], other["later"], other["grouped"]) == ("revised", later, True)


def test_the_index_is_rebuilt(filled):
    first, second = filled.lines("db", "reindex")
    assert (first["index"], first["articles"]) == ("copies", 3)
    assert first["rows"] > 3 * 10
    assert second == {"index": "segments", "articles": 3, "rows": 3}
    assert f"copies: 3 articles, {first['rows']} rows" in filled.run("db", "reindex").stdout
