from support.facts import Told, detected, keep, rows

from schemas.records import OutboxEvent


def told(box, number):
    keep(box, detected(f"https://news.example/{number}", Told(f"Text {number}.")))


def test_events_come_in_the_order_they_were_written(box):
    for number in range(3):
        told(box, number)
    urls = [event.data["url"] for event in box.outbox.pending(10)]
    assert urls == [f"https://news.example/{number}" for number in range(3)]
    assert [event.data["url"] for event in box.outbox.pending(2)] == urls[:2]


def test_what_was_told_is_pending_no_more_but_can_be_followed(box):
    for number in range(3):
        told(box, number)
    first, *others = box.outbox.pending(10)
    box.outbox.told([first])
    assert box.outbox.pending(10) == others
    assert [event.seq for event in box.outbox.after(first.seq, 10)] == [event.seq for event in others]
    assert {row.told_at for row in rows(box, OutboxEvent)} == {None, box.clock.now()}
    box.outbox.told([])


def test_an_event_carries_the_trace_of_its_article(box):
    keep(box, detected("https://news.example/a", Told("Text.")), trace="c" * 32)
    (event,) = box.outbox.pending(1)
    assert (event.trace, event.created_at) == ("c" * 32, box.clock.now())
