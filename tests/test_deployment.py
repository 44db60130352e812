"""The deployment files: valid, safe, and made of commands that run here, too."""

import json
import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path
from urllib.parse import urlsplit

import jsonschema
import pytest
import yaml
from typer.main import get_command

from schemas.codes import Code
from worker import pipeline
from worker.broker import server_command
from worker.cli import app
from worker.settings import Settings
from worker.toolbox.redis_client import redis_url

ROOT = Path(__file__).resolve().parent.parent
COMPOSE = yaml.safe_load((ROOT / "docker-compose.yml").read_text())
DOCKERFILE = (ROOT / "Dockerfile").read_text()
SERVICES = COMPOSE["services"]
OURS = {name: service for name, service in SERVICES.items() if "build" in service}
WORKERS = {name: service for name, service in OURS.items() if service["command"][0] in ("worker", "beat")}
SECONDS = re.compile(r"(\d+)s")


def instruction(name):
    return [line.split(maxsplit=1)[1] for line in DOCKERFILE.splitlines() if line.startswith(name + " ")]


def test_the_compose_file_is_valid_under_the_specification():
    schema = json.loads((ROOT / "tests" / "vendored" / "compose-spec.json").read_text())
    jsonschema.validate(COMPOSE, schema, jsonschema.Draft7Validator)


def test_every_part_has_its_service():
    assert set(SERVICES) == {"redis", "postgres", "migrate", *pipeline.WORKERS, "beat", "web"}
    assert SERVICES["web"]["profiles"] == ["web"]


def test_redis_keeps_what_it_is_given():
    command = SERVICES["redis"]["command"]
    options = dict(zip(command[1::2], command[2::2], strict=True))
    assert options["--maxmemory-policy"] == "noeviction"
    assert options["--appendonly"] == "yes"
    assert options["--appendfsync"] == "everysec"
    assert "--maxmemory" in options
    assert any(volume.endswith(":/data") for volume in SERVICES["redis"]["volumes"])


def test_every_image_has_a_version():
    images = [service["image"] for service in SERVICES.values()]
    images += [line.split()[0] for line in instruction("FROM")]
    assert all(re.search(r":\d", image) for image in images)


def test_every_service_has_time_to_finish():
    limit = Settings(data_dir="/x").time_limit_s
    for name, service in SERVICES.items():
        seconds = int(SECONDS.fullmatch(service["stop_grace_period"])[1])
        assert seconds >= 60
        assert name not in WORKERS or seconds > limit


def test_every_long_running_service_has_a_health_check_and_comes_back():
    for name, service in SERVICES.items():
        if name != "migrate":
            assert "test" in service["healthcheck"]
            assert service["restart"] == "unless-stopped"
            assert service["init"] is True


def test_our_services_have_no_more_rights_than_they_need():
    for service in OURS.values():
        assert service["read_only"] is True
        assert service["cap_drop"] == ["ALL"]
    for service in SERVICES.values():
        assert service["security_opt"] == ["no-new-privileges:true"]


def test_nothing_is_published_beyond_loopback_and_the_stores_see_no_world():
    published = [port for service in SERVICES.values() for port in service.get("ports", ())]
    assert published
    assert all(port.startswith("127.0.0.1:") for port in published)
    assert COMPOSE["networks"]["inside"]["internal"] is True
    assert SERVICES["redis"]["networks"] == SERVICES["postgres"]["networks"] == ["inside"]


def test_services_start_in_the_order_of_their_needs():
    assert SERVICES["migrate"]["depends_on"] == {"postgres": {"condition": "service_healthy"}}
    for name, service in OURS.items():
        if name != "migrate":
            assert service["depends_on"]["migrate"] == {"condition": "service_completed_successfully"}
            assert service["depends_on"]["redis"] == {"condition": "service_healthy"}


def test_no_secret_stands_in_the_files():
    text = (ROOT / "docker-compose.yml").read_text() + DOCKERFILE
    assert set(re.findall(r"POSTGRES_PASSWORD: (\S+)", text)) == {"${POSTGRES_PASSWORD:-slugline}"}
    url = SERVICES["fetch"]["environment"]["SLUGLINE_DATABASE_URL"]
    assert urlsplit(url).netloc == "slugline:${POSTGRES_PASSWORD:-slugline}@postgres:5432"


def test_every_setting_named_exists():
    known = {f"SLUGLINE_{name.upper()}" for name in Settings.model_fields}
    named = {name for service in OURS.values() for name in service["environment"]}
    assert named <= known
    assert set(re.findall(r"SLUGLINE_[A-Z_]+", DOCKERFILE)) <= known


def test_the_image_runs_as_nobody_in_particular():
    assert instruction("USER") == ["10001:10001"]
    assert instruction("ENTRYPOINT") == ['["slugline"]']
    assert "worker.health" in DOCKERFILE.split("HEALTHCHECK", 1)[1]
    assert "--require-hashes" in DOCKERFILE


def test_everything_the_image_is_made_of_reaches_the_builder():
    copied = {line.split()[0] for line in instruction("COPY") if not line.startswith("--from")}
    allowed = {line[1:] for line in (ROOT / ".dockerignore").read_text().splitlines() if line.startswith("!")}
    assert copied == allowed
    assert all((ROOT / name).exists() for name in copied)


@pytest.mark.parametrize("name", OURS)
def test_every_command_is_one_that_slugline_has(name):
    group = get_command(app)
    with group.context_class(group, info_name="slugline") as context:
        command_name, command, rest = group.resolve_command(context, list(OURS[name]["command"]))
        with command.make_context(command_name, rest, parent=context):
            pass


@pytest.fixture
def environment(tmp_path_factory):
    data_dir = tmp_path_factory.mktemp("d")
    settings = Settings(data_dir=data_dir, redis_url="", database_url="")
    with subprocess.Popen(server_command(settings), stdout=subprocess.DEVNULL) as broker:
        inherited = {name: value for name, value in os.environ.items() if not name.startswith("SLUGLINE_")}
        yield inherited | {
            "PYTHONPATH": str(ROOT),
            "SLUGLINE_DATA_DIR": str(data_dir),
            "SLUGLINE_REDIS_URL": redis_url(settings),
        }
        broker.kill()


def native(service, environment, **pipes):
    command = [sys.executable, "-m", "worker", *service["command"]]
    return subprocess.Popen(command, env=environment, cwd=environment["SLUGLINE_DATA_DIR"], **pipes)


def healthy(service, environment):
    check = [sys.executable, *service["healthcheck"]["test"][2:]]
    return subprocess.run(check, env=environment, check=False, stdout=subprocess.DEVNULL, timeout=30).returncode == 0


def test_every_worker_runs_natively_becomes_healthy_and_stops_when_told(environment, tmp_path):
    assert native(OURS["migrate"], environment, stdout=subprocess.DEVNULL).wait(60) == 0
    started = {}
    try:
        for name, service in WORKERS.items():
            with (tmp_path / name).open("wb") as output:
                started[name] = native(service, environment, stdout=output, stderr=output)
        deadline = time.monotonic() + 60
        for name, process in started.items():
            while not healthy(WORKERS[name], environment):
                assert time.monotonic() < deadline, (tmp_path / name).read_text()
                assert process.poll() is None, (tmp_path / name).read_text()
                time.sleep(0.1)
        for process in started.values():
            process.send_signal(signal.SIGTERM)
        assert {name: process.wait(60) for name, process in started.items()} == dict.fromkeys(WORKERS, 0)
        assert not any(healthy(service, environment) for service in WORKERS.values())
    finally:
        for process in started.values():
            process.kill()
            process.wait()


def test_a_worker_without_redis_says_so_and_leaves(environment):
    environment["SLUGLINE_REDIS_URL"] = "unix:///nowhere/redis.sock"
    with native(OURS["fetch"], environment, stderr=subprocess.PIPE, text=True) as process:
        _, err = process.communicate(timeout=60)
    assert process.returncode == 1
    assert Code.BROKER_UNREACHABLE in err
