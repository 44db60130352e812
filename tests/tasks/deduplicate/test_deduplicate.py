import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.facts import URL, extracted

from schemas import ids
from schemas.blocks import Block, BlockKind, lay_out
from schemas.codes import Code
from schemas.events import BlocksExtracted
from schemas.outcomes import Skip
from tasks.deduplicate import deduplicate
from tasks.deduplicate.fingerprint import content_sha, version_sha
from tasks.deduplicate.identity import article_url
from tasks.shared.sketch import SKETCH_VERSION, sketch_of

BODY = ("The council voted on Friday.", "Work starts in spring.")


class Needs:
    def __init__(self, *stored):
        self.archive = self
        self._stored = stored

    def has_revision(self, revision_id):
        return revision_id in self._stored


def kept(page, *stored):
    (fact,) = deduplicate(page, Needs(*stored))
    return fact


def with_blocks(*blocks, title=""):
    text, placed = lay_out([Block(index=0, start=0, end=0, **block) for block in blocks])
    page = extracted("x", title=title)
    return BlocksExtracted(page=page.page, article=page.article, text=text, blocks=placed)


def test_an_unknown_version_is_kept_under_ids_of_its_content():
    fact = kept(extracted(*BODY))
    assert fact.article_id == ids.article_id(URL)
    assert fact.canonical_url == URL
    assert fact == kept(extracted(*BODY))


def test_the_sketch_goes_along():
    fact = kept(extracted(*BODY))
    assert fact.sketch == sketch_of(fact.extracted.blocks) != ()
    assert fact.sketch_version == SKETCH_VERSION


def test_a_stored_version_is_skipped_and_names_its_article():
    fact = kept(extracted(*BODY))
    with pytest.raises(Skip) as caught:
        kept(extracted(*BODY), fact.revision_id)
    assert (caught.value.code, caught.value.article_id) == (Code.UNCHANGED, fact.article_id)


@pytest.mark.parametrize(
    "other",
    [extracted(*BODY, title="New"), extracted(*BODY[:1]), extracted(*BODY, "More.")],
    ids=["title", "less", "more"],
)
def test_other_words_are_another_version_of_the_same_article(other):
    first, second = kept(extracted(*BODY)), kept(other)
    assert first.article_id == second.article_id
    assert first.revision_id != second.revision_id


def test_wire_copy_under_another_headline_has_equal_content():
    heading = {"kind": BlockKind.HEADING, "level": 1}
    body = [{"kind": BlockKind.PARAGRAPH, "text": text} for text in BODY]
    contents = {"kind": BlockKind.CONTENTS, "text": "In this article"}
    one = with_blocks({**heading, "text": "Harbour vote"}, *body, title="Harbour vote")
    two = with_blocks({**heading, "text": "Council says yes"}, contents, *body, title="Council says yes")
    assert content_sha(one) == content_sha(two)
    assert version_sha(one) != version_sha(two)


def test_typography_does_not_tell_texts_apart():
    assert content_sha(extracted("“It’s  done”")) == content_sha(extracted('"It\'s done"'))


def test_a_page_that_is_only_a_headline_is_told_apart():
    heading = {"kind": BlockKind.HEADING, "level": 1}
    assert content_sha(with_blocks({**heading, "text": "One"})) != content_sha(with_blocks({**heading, "text": "Two"}))


@given(st.lists(st.text(min_size=1), min_size=1, max_size=4))
def test_any_text_has_a_digest(texts):
    assert len(content_sha(extracted(*texts))) == len(version_sha(extracted(*texts))) == 64


def test_lone_surrogates_have_a_digest():
    assert content_sha(extracted("a\ud800b")) != content_sha(extracted("ab"))


@pytest.mark.parametrize(
    ("fetched", "declared", "named"),
    [
        ("https://a.example/x?utm_source=feed", None, "https://a.example/x"),
        ("https://a.example/x", "https://a.example/y", "https://a.example/y"),
        ("https://a.example/x", "https://b.example/y", "https://a.example/x"),
        ("https://a.example/x", "javascript:alert(1)", "https://a.example/x"),
        ("https://a.example/x", "/relative", "https://a.example/x"),
        ("https://a.example/x", "", "https://a.example/x"),
        ("urn:uuid:1", "https://b.example/y", "https://b.example/y"),
        ("urn:uuid:1", None, "urn:uuid:1"),
        # AMP and mobile variants meet where the page says so, and are not guessed at.
        ("https://a.example/x/amp", "https://a.example/x", "https://a.example/x"),
        ("https://a.example/x?amp=1", "https://a.example/x", "https://a.example/x"),
        ("https://a.example/x?outputType=amp", "https://a.example/x", "https://a.example/x"),
        ("https://amp.a.example/x.html", "https://www.a.example/x.html", "https://www.a.example/x.html"),
        ("https://m.a.example/x", "https://a.example/x?fbclid=1", "https://a.example/x"),
        ("https://mobile.a.example/x", "https://www.a.example/x", "https://www.a.example/x"),
        ("https://a.example/x", "https://www.a.example/x", "https://www.a.example/x"),
        ("https://a.example/x/amp", None, "https://a.example/x/amp"),
        ("https://m.a.example/x", None, "https://m.a.example/x"),
        ("https://amp.a.example/x", "https://www.b.example/x", "https://amp.a.example/x"),
        ("https://a.example/x", "https://sport.a.example/x", "https://a.example/x"),
        ("https://m.one.example/x", "https://m.two.example/x", "https://m.one.example/x"),
        ("https://m.co.uk/x", "https://amp.co.uk/x", "https://m.co.uk/x"),
        # A template that declares the front page of every article would make all of them one.
        ("https://a.example/x", "https://a.example/", "https://a.example/x"),
    ],
)
def test_the_canonical_link_counts_only_with_its_own_outlet(fetched, declared, named):
    assert article_url(fetched, declared) == named
