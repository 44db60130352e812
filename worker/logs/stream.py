"""The capped Redis Stream that holds the task log."""

from collections.abc import Sequence

import redis

from worker.settings import Settings
from worker.toolbox.redis_client import connect, key

# The one field of an entry: a line of JSON.
FIELD = b"line"


def stream_key(settings: Settings) -> str:
    """Return the key of the stream."""
    return key(settings, "logs")


class LogStream:
    """The writing end. Raises `Fault(bad_setting)` for a URL that is none of Redis's."""

    def __init__(self, settings: Settings) -> None:
        self._client = connect(settings)
        self._key = stream_key(settings)
        self._length = settings.log_stream_length

    def append(self, lines: Sequence[bytes]) -> bool:
        """Append the lines in one round trip; False when Redis did not take them."""
        pipeline = self._client.pipeline(transaction=False)
        for line in lines:
            pipeline.xadd(self._key, {FIELD: line}, maxlen=self._length, approximate=True)
        try:
            pipeline.execute()
        except (redis.RedisError, OSError):
            return False
        return True

    def close(self) -> None:
        """Give the connection back."""
        self._client.close()
