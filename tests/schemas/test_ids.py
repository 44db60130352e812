from datetime import UTC, datetime
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schemas import ids

WORDS = st.text(st.characters(exclude_characters="\x1f", exclude_categories=["Cs"]))


@given(WORDS, WORDS)
def test_the_same_name_gives_the_same_id_and_another_another(one, two):
    assert (ids.article_id(one) == ids.article_id(two)) == (one == two)
    assert UUID(ids.article_id(one)).version == 5


@given(WORDS, WORDS, WORDS, WORDS)
def test_parts_do_not_run_together(a, b, c, d):
    assert (ids.entry_id(a, b) == ids.entry_id(c, d)) == ((a, b) == (c, d))


def test_kinds_do_not_meet():
    made = [
        ids.feed_id("x"),
        ids.article_id("x"),
        ids.story_id("x"),
        ids.duplicate_group_id("x"),
        ids.entry_id(None, "x"),
    ]
    assert len(set(made)) == len(made)


def test_a_look_is_named_by_its_due_time():
    first = datetime(2025, 8, 23, 9, tzinfo=UTC)
    assert ids.poll_id("f", first) == ids.poll_id("f", first.replace())
    assert ids.poll_id("f", first) != ids.poll_id("f", first.replace(minute=1))


# Stored rows and consumers rely on these values: changing one is a migration.
@pytest.mark.parametrize(
    ("made", "value"),
    [
        (ids.feed_id("https://a.example/"), "2c6eaf06-53fa-5031-a1fe-137d31b3c165"),
        (ids.article_id("https://a.example/"), "314ee935-ad69-525d-889c-f8b099cfc34a"),
        (ids.segment_id("a", "b", 0), "60362a4c-8c6f-58ee-a555-d24648c9a72f"),
        (ids.event_id("k", "s"), "1c74e133-f079-5141-98dd-ac99753ae4cf"),
    ],
)
def test_ids_are_stable(made, value):
    assert made == value
