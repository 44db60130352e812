"""The way to Redis: the URL in force, the same for Celery, and a client that never hangs."""

import os
import tempfile
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from urllib.parse import parse_qs, quote, urlsplit

import redis
from redis.backoff import NoBackoff
from redis.retry import Retry

from schemas.codes import Code
from schemas.outcomes import Fault
from worker.settings import Settings, mask_url

# sockaddr_un holds 108 bytes on Linux and 104 on macOS, the closing NUL included.
SOCKET_PATH_BYTES = 100


def broker_socket(settings: Settings) -> Path:
    """Return where the embedded broker listens, fit for a socket address.

    A data directory whose path is too long gets a private directory of its own among the temporary files.
    Raises `Fault(bad_setting)` when that directory exists and is not ours alone.
    """
    near = settings.data_dir / "broker.sock"
    if len(str(near).encode()) < SOCKET_PATH_BYTES:
        return near
    digest = sha256(str(settings.data_dir).encode()).hexdigest()[:12]
    directory = Path(tempfile.gettempdir()) / f"slugline-{digest}"
    with suppress(FileExistsError):
        directory.mkdir(mode=0o700)
    _refuse_foreign(directory)
    return directory / "broker.sock"


def _refuse_foreign(directory: Path) -> None:
    # The name is predictable and the place is writable by all: whoever made it first could listen as our broker.
    found = directory.lstat()
    ours = found.st_uid == os.getuid()
    if directory.is_symlink() or not directory.is_dir() or not ours or found.st_mode & 0o077:
        raise Fault(Code.BAD_SETTING, f"SLUGLINE_DATA_DIR is too long a path, and {directory} is not private to us")


def redis_url(settings: Settings) -> str:
    """Return the URL in redis-py's form, be the broker ours or a server elsewhere."""
    if settings.redis_url:
        return settings.redis_url
    return f"unix://{quote(str(broker_socket(settings)))}?db=0"


def celery_broker_url(settings: Settings) -> str:
    """Return the URL in kombu's form: it spells a unix socket `redis+socket://<path>?virtual_host=<db>`."""
    url = redis_url(settings)
    parts = urlsplit(url)
    if parts.scheme != "unix":
        return url
    database = parse_qs(parts.query).get("db", ["0"])[0]
    return f"redis+socket://{parts.netloc}{parts.path}?virtual_host={database}"


def connect(settings: Settings) -> redis.Redis:
    """Return a client; it opens its first connection when first used, and answers are bytes.

    No call takes longer than about 10 s: every socket wait is bounded by 5 s, and there is one second try, for
    the pooled connection that a server restart left dead. Raises `Fault(bad_setting)` for a URL of another kind.
    """
    url = redis_url(settings)
    options: dict[str, object] = {
        "socket_timeout": 5,
        "socket_connect_timeout": 2,
        "health_check_interval": 5,
        "decode_responses": False,
        "retry": Retry(NoBackoff(), 1),
    }
    if not url.startswith("unix:"):
        options["socket_keepalive"] = True
    try:
        return redis.Redis.from_url(url, **options)
    except ValueError as error:
        raise Fault(Code.BAD_SETTING, f"SLUGLINE_REDIS_URL {mask_url(url)}: {error}") from error


def key(settings: Settings, name: str) -> str:
    """Return the Redis key of `name` inside this instance's namespace."""
    return f"{settings.namespace}:{name}"
