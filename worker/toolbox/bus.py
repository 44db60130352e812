"""Where the world listens: a capped Redis Stream of CloudEvents."""

from collections.abc import Sequence
from typing import Any

import orjson
import redis

from schemas.codes import Code
from schemas.outcomes import Retry
from worker.settings import Settings
from worker.toolbox.redis_client import key


class Bus:
    """The stream `<namespace>:events`; every entry has `id`, `type` and the whole `event` as JSON."""

    def __init__(self, client: redis.Redis, settings: Settings) -> None:
        self._client = client
        self._stream = key(settings, "events")
        self._length = settings.event_stream_length

    def publish(self, envelopes: Sequence[dict[str, Any]]) -> None:
        """Append the envelopes in order. Raises `Retry(broker_unreachable)`; nothing is lost by it."""
        try:
            with self._client.pipeline(transaction=False) as pipe:
                for envelope in envelopes:
                    pipe.xadd(self._stream, _fields(envelope), maxlen=self._length, approximate=True)
                pipe.execute()
        except redis.RedisError as error:
            raise Retry(Code.BROKER_UNREACHABLE, str(error)) from error


def _fields(envelope: dict[str, Any]) -> dict[Any, Any]:
    return {"id": envelope["id"], "type": envelope["type"], "event": orjson.dumps(envelope)}
