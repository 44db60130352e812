import os
import socket
import subprocess
import sys
import time

import pytest

from worker.health import Heartbeat, live_workers
from worker.settings import Settings

HOST = socket.gethostname()


@pytest.fixture
def settings(tmp_path):
    return Settings(data_dir=tmp_path)


def check(settings, *options):
    return subprocess.run(
        [sys.executable, "-m", "worker.health", *options],
        env={"SLUGLINE_DATA_DIR": str(settings.data_dir)},
        check=False,
        capture_output=True,
        text=True,
        timeout=30,
    )


def age(path, seconds):
    os.utime(path, (time.time() - seconds,) * 2)


def test_a_heartbeat_is_seen_with_its_process_pid_and_age(settings):
    Heartbeat(settings, "fetch").touch()
    (sign,) = live_workers(settings)
    assert (sign.process, sign.host, sign.pid) == ("fetch", HOST, os.getpid())
    assert 0 <= sign.age < 60


def test_a_clean_stop_takes_the_file_away(settings):
    heartbeat = Heartbeat(settings, "fetch")
    heartbeat.touch()
    heartbeat.remove()
    heartbeat.remove()
    assert not heartbeat.path.exists()


def test_an_old_sign_does_not_count(settings):
    heartbeat = Heartbeat(settings, "fetch")
    heartbeat.touch()
    age(heartbeat.path, 90)
    assert live_workers(settings) == []
    assert heartbeat.path.exists()


def test_a_killed_process_does_not_count_however_fresh_its_sign(settings):
    killed = subprocess.Popen([sys.executable, "-c", "pass"])
    killed.wait()
    directory = settings.data_dir / "health"
    directory.mkdir()
    (directory / f"fetch@{HOST}-{killed.pid}").touch()
    assert live_workers(settings) == []


def test_processes_of_other_hosts_are_known_by_their_sign_alone(settings):
    directory = settings.data_dir / "health"
    directory.mkdir()
    (directory / "parse@other-host-7").touch()
    (sign,) = live_workers(settings)
    assert (sign.process, sign.host, sign.pid) == ("parse", "other-host", 7)


def test_what_was_left_behind_for_a_day_is_swept(settings):
    heartbeat = Heartbeat(settings, "fetch")
    heartbeat.touch()
    age(heartbeat.path, 90_000)
    assert live_workers(settings) == []
    assert not heartbeat.path.exists()


def test_odd_files_are_no_sign(settings):
    directory = settings.data_dir / "health"
    directory.mkdir()
    for name in ("x", "-1", "fetch@-1", "@host-1", "fetch@host-x", "fetch@host-²"):
        (directory / name).touch()
    assert live_workers(settings) == []


def test_without_a_directory_nobody_lives(settings):
    assert live_workers(settings) == []


def test_a_directory_that_cannot_be_written_stops_nothing(tmp_path):
    (tmp_path / "file").touch()
    heartbeat = Heartbeat(Settings(data_dir=tmp_path / "file"), "fetch")
    heartbeat.touch()
    heartbeat.remove()


def test_the_check_answers_by_its_exit_code(settings):
    Heartbeat(settings, "fetch").touch()
    assert check(settings).returncode == 0
    alive = check(settings, "--max-age", "60", "--process", "fetch")
    assert (alive.returncode, alive.stdout.split(",")[0]) == (0, f"alive: fetch (pid {os.getpid()})")
    dead = check(settings, "--process", "parse")
    assert (dead.returncode, dead.stdout) == (1, "dead: no sign of parse within 60 s\n")


def test_the_check_answers_for_its_own_host_only(settings):
    directory = settings.data_dir / "health"
    directory.mkdir()
    (directory / "fetch@other-host-7").touch()
    assert check(settings, "--process", "fetch").returncode == 1


def test_the_check_loads_neither_celery_nor_the_database():
    heavy = "celery", "sqlmodel", "sqlalchemy", "redis", "pydantic", "typer"
    code = f"import sys, worker.health.__main__; print([name for name in {heavy} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True, timeout=30)
    assert done.stdout == "[]\n"
