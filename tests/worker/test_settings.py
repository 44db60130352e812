import os

import pytest
from pydantic import ValidationError

from schemas.codes import Code
from schemas.outcomes import Fault
from worker.settings import Settings, load_settings, mask_url


@pytest.fixture(autouse=True)
def _own_surroundings(tmp_path, monkeypatch):
    for name in [name for name in os.environ if name.startswith("SLUGLINE_")]:
        monkeypatch.delenv(name)
    monkeypatch.chdir(tmp_path)
    load_settings.cache_clear()
    yield
    load_settings.cache_clear()


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("POLL_INTERVAL_S", "soon"),
        ("POLL_INTERVAL_S", "0"),
        ("NAMESPACE", "a b"),
        ("NAMESPACE", "x:y"),
        ("MAX_ATTEMPTS", "0"),
        ("LOG_LEVEL", "loud"),
        ("WEB_PORT", "70000"),
        ("FETCH_THREADS", "many"),
    ],
)
def test_a_bad_value_is_a_fault_that_names_its_setting(monkeypatch, name, value):
    monkeypatch.setenv(f"SLUGLINE_{name}", value)
    with pytest.raises(Fault) as caught:
        load_settings()
    assert caught.value.code is Code.BAD_SETTING
    assert f"SLUGLINE_{name}" in caught.value.detail


@pytest.mark.parametrize(
    "limits",
    [
        {"time_limit_s": 30},
        {"lease_s": 60},
        {"lease_s": 300},
        {"visibility_timeout_s": 90},
        {"fetch_deadline_s": 40, "time_limit_s": 40},
    ],
)
def test_limits_must_nest(limits):
    with pytest.raises(ValidationError, match="needs "):
        Settings(**limits)


def test_the_environment_goes_before_env_file_before_toml(monkeypatch, tmp_path):
    (tmp_path / "slugline.toml").write_text('namespace = "toml"\nmax_attempts = 7\nqueue_cap = 11\n')
    (tmp_path / ".env").write_text("SLUGLINE_NAMESPACE=dotenv\nSLUGLINE_MAX_ATTEMPTS=8\n")
    monkeypatch.setenv("SLUGLINE_NAMESPACE", "environment")
    settings = load_settings()
    assert (settings.namespace, settings.max_attempts, settings.queue_cap) == ("environment", 8, 11)


def test_a_toml_file_that_cannot_be_read_is_a_fault(tmp_path):
    (tmp_path / "slugline.toml").write_text("namespace = ")
    with pytest.raises(Fault) as caught:
        load_settings()
    assert caught.value.code is Code.BAD_SETTING


def test_an_empty_variable_is_none():
    assert Settings(redis_url="").embedded_broker


def test_the_data_directory_becomes_absolute(tmp_path):
    assert Settings(data_dir="here").data_dir == tmp_path / "here"


def test_hosts_are_a_list(monkeypatch):
    monkeypatch.setenv("SLUGLINE_ALLOW_HOSTS", " a:1, b:2 ,,")
    assert load_settings().allow_hosts == ("a:1", "b:2")


@pytest.mark.parametrize("scheme", ["postgres", "postgresql"])
def test_a_bare_postgres_url_gets_its_driver(scheme):
    assert Settings(database_url=f"{scheme}://u@h/x").database == "postgresql+psycopg://u@h/x"


def test_sqlite_lies_in_the_data_directory(tmp_path):
    assert Settings(data_dir=tmp_path).database == f"sqlite:///{tmp_path}/slugline.db"


def test_settings_cannot_be_changed():
    with pytest.raises(ValidationError):
        Settings().namespace = "other"


@pytest.mark.parametrize(
    ("url", "shown"),
    [
        ("redis://:s3cr3t@h:1/0", "redis://:***@h:1/0"),
        ("postgresql://u:p@ss@h/x?a=b", "postgresql://u:***@h/x?a=b"),
        ("sqlite:////a/b.db", "sqlite:////a/b.db"),
        ("redis://h", "redis://h"),
    ],
)
def test_passwords_are_masked(url, shown):
    assert mask_url(url) == shown
