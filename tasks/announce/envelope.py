"""CloudEvents 1.0, structured mode (cloudevents.io/spec v1.0.2), with the distributed tracing extension."""

from typing import Any

from schemas.events import OutgoingEvent
from tasks.shared.trace import traceparent

SOURCE = "/slugline"


def envelope(event: OutgoingEvent) -> dict[str, Any]:
    """Return the CloudEvent of `event`. Equal for every telling of one event, so `source` + `id` dedupes."""
    return {
        "specversion": "1.0",
        "id": event.id,
        "source": SOURCE,
        "type": event.type,
        "subject": event.subject,
        "time": event.created_at.isoformat(),
        "datacontenttype": "application/json",
        "traceparent": traceparent(event.trace),
        "data": event.data,
    }
