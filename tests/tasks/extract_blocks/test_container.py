from schemas.events import Hints
from tasks.extract_blocks.page import read_page

URL = "https://news.example/1"
PROSE = [
    "The council of Aveiro voted on Tuesday to keep the tram line along the canal open for another ten years.",
    "Mayor Rita Lopes said that the money had been found in a fund for the harbour, unused since 2019.",
    "Opponents wanted buses instead. They argue that the rails flood twice a year, and that nobody rides after nine.",
    "The first new carriages, built in Ovar, are to arrive in March and will carry eighty people and their bicycles.",
]
STORY = "".join(f"<p>{text}</p>" for text in PROSE)


def texts(body: str) -> list[str]:
    return [draft.text for draft in read_page(f"<html><body>{body}</body></html>", URL, Hints()).drafts]


def test_page_furniture_does_not_become_blocks():
    body = (
        "<header><nav><a href='/'>Home</a> <a href='/w'>World</a></nav></header>"
        f"<main><div class='story'>{STORY}</div>"
        "<div class='share-bar'>Share this story with friends</div>"
        "<section class='related'><h2>Related stories</h2><ul><li><a href='/2'>Another story of the week</a></li></ul>"
        "</section></main><footer>All rights reserved by The News</footer>"
        "<div id='cookie-banner'>We use cookies on this site to serve you better.</div>"
    )
    assert texts(body) == PROSE


def test_headline_and_standfirst_above_the_container_are_kept_and_the_date_line_is_not():
    body = (
        "<div class='page'><div class='head'><h1>Tram line stays open</h1><p class='deck'>Aveiro finds the money "
        "in its harbour.</p><div class='when'>Ana Brito, 11 November 2025</div></div>"
        f"<div class='text'>{STORY}</div></div>"
    )
    assert texts(body) == ["Tram line stays open", "Aveiro finds the money in its harbour.", *PROSE]


def test_a_table_and_a_linked_heading_inside_the_story_stay():
    body = (
        f"<article>{STORY}<h2><a href='/lines'>The lines</a></h2><p>{PROSE[0]} It was the third vote.</p>"
        "<table><tr><th>Line</th><th>Riders</th></tr><tr><td>1</td><td>900</td></tr></table></article>"
    )
    found = texts(body)
    assert "The lines" in found
    assert "Line | Riders\n1 | 900" in found


def test_a_story_in_a_column_with_a_furniture_name_is_found():
    assert texts(f"<div class='content-with-sidebar share-wrapper'><div>{STORY}</div></div>") == PROSE


def test_a_story_that_a_script_will_show_is_found():
    assert texts(f"<div hidden id='S:0'><article>{STORY}</article></div>") == PROSE


def test_a_story_that_stands_only_in_linked_data_is_found():
    text = "\\n".join(PROSE)
    script = f'{{"@type": "NewsArticle", "articleBody": "{text}"}}'
    assert PROSE[1] in " ".join(texts(f"<div id='app'></div><script type='application/ld+json'>{script}</script>"))


def test_a_short_page_without_an_answer_keeps_its_text():
    assert texts("<p>Closed today.</p>") == ["Closed today."]


def test_a_page_of_nothing_but_headings_keeps_them():
    assert texts("<h2>Lines</h2><h2>Riders</h2>") == ["Lines", "Riders"]


def test_a_japanese_story_keeps_its_paragraphs():
    lines = [
        "市議会は火曜日、運河沿いの路面電車を今後十年間維持することを決めた。",
        "市長は、資金は港湾基金から出ると述べた。",
    ] * 2
    lines[2:] = [
        "反対派は代わりにバスを求めていた。線路は年に二度冠水するという。",
        "新しい車両は三月に到着する予定だ。",
    ]
    body = "".join(f"<p>{line}</p>" for line in lines)
    assert texts(f"<div><article>{body}</article></div>") == lines
