"""One frozen, validated object with every setting, read once from the environment, `.env` or TOML."""

import os
import re
from functools import cache
from pathlib import Path
from typing import Annotated, Literal, Self
from urllib.parse import urlsplit, urlunsplit

from pydantic import Field, ValidationError, field_validator, model_validator
from pydantic_settings import (
    BaseSettings,
    NoDecode,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
    TomlConfigSettingsSource,
)

from schemas.codes import Code
from schemas.outcomes import Fault

VERSION = "0.1.0"
LEAST_TOKEN = 16
_QUERY_SECRET = re.compile(r"(?i)([?&][^=&]*(?:pass|secret|token|key)[^=&]*=)[^&]*")


def default_data_dir() -> Path:
    """Return where state lives unless told otherwise (XDG base directory specification)."""
    base = os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share"
    return Path(base) / "slugline"


class Settings(BaseSettings):
    """Everything that can be set, as `SLUGLINE_<NAME>`. Durations are in seconds."""

    model_config = SettingsConfigDict(
        env_prefix="SLUGLINE_", env_file=".env", extra="ignore", frozen=True, env_ignore_empty=True
    )

    data_dir: Path = Field(default_factory=default_data_dir, description="database, raw store, broker, logs")
    database_url: str = Field("", description="SQLAlchemy URL; empty: SQLite in the data directory")
    redis_url: str = Field("", description="redis://… or unix://…; empty: the embedded broker")
    namespace: str = Field("slugline", pattern=r"^[a-z0-9_-]{1,40}$", description="prefix of every Redis key")

    allow_hosts: Annotated[tuple[str, ...], NoDecode] = Field(
        (), description="host:port exceptions of the private-address guard, comma separated"
    )
    contact: str = Field("https://example.com/slugline", description="URL or mail address told to publishers")
    fetch_deadline_s: float = Field(30, gt=0, le=40, description="hard bound of one fetch, redirects included")
    poll_interval_s: float | None = Field(
        None, ge=1, description="a fixed interval for every feed; empty: each by its own rhythm"
    )
    poll_hourly_s: float = Field(600, ge=1, description="how often a feed of one entry an hour is looked at")
    poll_least_s: float = Field(300, ge=1, description="no feed is looked at more often by its rhythm")
    poll_most_s: float = Field(86_400, ge=1, le=86_400, description="no feed is looked at more rarely by its rhythm")

    tick_s: float = Field(2, ge=0.2, le=60, description="how often the schedule and the sweeper look")
    time_limit_s: float = Field(90, gt=0, description="hard time limit of a task")
    lease_s: float = Field(120, gt=0, description="how long a claimed row is a worker's own")
    visibility_timeout_s: float = Field(300, gt=0, description="when Redis redelivers an unacknowledged message")
    max_attempts: int = Field(12, ge=1, le=100, description="tries before a row goes to the dead letters (14 hours)")
    max_losses: int = Field(5, ge=1, le=100, description="workers in a row that may die over a row before it does")
    retry_base_s: float = Field(30, gt=0, description="first wait before a retry; doubled each time, at most 6 h")
    ring_grace_s: float = Field(10, gt=0, description="how long a rung row may stay untouched before it is rung again")
    host_slots: int = Field(2, ge=1, le=64, description="pages fetched from one server at a time")
    queue_cap: int = Field(200, ge=1, description="messages a queue may hold; the rest waits in the database")

    names: Literal["rules", "spacy"] = Field("rules", description="how names are found; spacy needs the extra `ner`")
    names_model: str = Field("", description="another spaCy model, by package or path; empty: the pinned one")

    meanings: Literal["none", "use"] = Field(
        "none", description="whether reports are compared by meaning, too; use needs the extra `semantic`"
    )

    fetch_threads: int = Field(16, ge=1, le=256)
    parse_processes: int = Field(default_factory=lambda: max(1, min(8, os.cpu_count() or 1)), ge=1, le=64)
    records_threads: int = Field(2, ge=1, le=32)

    log_level: Literal["debug", "info", "warning", "error"] = "info"
    log_format: Literal["auto", "json", "columns"] = "auto"
    log_stream_length: int = Field(20_000, ge=100, description="lines kept in Redis for `slugline logs`")
    event_stream_length: int = Field(100_000, ge=100, description="events kept in the outgoing Redis Stream")
    web_port: int = Field(8787, ge=0, le=65_535, description="port of `slugline web` on 127.0.0.1")

    ingest_token: str = Field("", description="secret that POST /ingest wants, 16 characters or more; empty: it is off")
    ingest_cap: int = Field(10_000, ge=1, description="open entries beyond which pushes and ingests wait")
    callback_url: str = Field("", description="public base URL at which hubs reach `slugline web`; empty: no WebSub")

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Order: arguments, environment, `.env`, TOML (`SLUGLINE_CONFIG`, else ./slugline.toml)."""
        named = os.environ.get("SLUGLINE_CONFIG")
        if named and not Path(named).is_file():
            raise Fault(Code.BAD_SETTING, f"SLUGLINE_CONFIG: no file {named}")
        toml = TomlConfigSettingsSource(settings_cls, Path(named or "slugline.toml"))
        del file_secret_settings
        return (init_settings, env_settings, dotenv_settings, toml)

    @field_validator("allow_hosts", mode="before")
    @classmethod
    def _split_hosts(cls, value: object) -> object:
        if isinstance(value, str):
            return tuple(part.strip() for part in value.split(",") if part.strip())
        return value

    @field_validator("callback_url")
    @classmethod
    def _reachable_form(cls, value: str) -> str:
        parts = urlsplit(value)
        if value and (parts.scheme not in ("http", "https") or not parts.hostname or parts.query or parts.fragment):
            raise ValueError("needs an http(s) URL without query")
        return value.rstrip("/")

    @field_validator("ingest_token")
    @classmethod
    def _long_enough(cls, value: str) -> str:
        # The message of pydantic's own rules would show the value.
        if value and not (len(value) >= LEAST_TOKEN and value.isascii() and value.isprintable() and " " not in value):
            raise ValueError(f"needs at least {LEAST_TOKEN} visible ASCII characters")
        return value

    @field_validator("data_dir")
    @classmethod
    def _absolute(cls, value: Path) -> Path:
        return value.expanduser().absolute()

    @model_validator(mode="after")
    def _limits_nest(self) -> Self:
        # A late writer must find its lease gone before a second one starts, and Redis must not
        # redeliver what a live worker still holds.
        # A page may cost two fetches, its robots.txt first; the soft limit comes at four fifths of the hard one.
        if not 2 * self.fetch_deadline_s < 0.8 * self.time_limit_s:
            raise ValueError("needs 2 · fetch_deadline_s < 0.8 · time_limit_s")
        if not self.time_limit_s < self.lease_s < self.visibility_timeout_s:
            raise ValueError("needs time_limit_s < lease_s < visibility_timeout_s")
        if self.poll_least_s > self.poll_most_s:
            raise ValueError("needs poll_least_s <= poll_most_s")
        return self

    @property
    def embedded_broker(self) -> bool:
        """Whether the broker is our own (no SLUGLINE_REDIS_URL)."""
        return not self.redis_url

    @property
    def database(self) -> str:
        """The SQLAlchemy URL in force; a bare postgres URL gets the psycopg 3 driver."""
        if not self.database_url:
            return f"sqlite:///{self.data_dir / 'slugline.db'}"
        for scheme in ("postgresql://", "postgres://"):
            if self.database_url.startswith(scheme):
                return "postgresql+psycopg://" + self.database_url.removeprefix(scheme)
        return self.database_url

    @property
    def user_agent(self) -> str:
        """How we name ourselves to servers (RFC 9110 section 10.1.5)."""
        return f"Slugline/{VERSION} (+{self.contact})"


def mask_url(url: str) -> str:
    """Return `url` with any password replaced, in the authority or the query, fit for logs and terminals."""
    url = _QUERY_SECRET.sub(r"\1***", url)
    try:
        parts = urlsplit(url)
        if not parts.password:
            return url
    except ValueError:
        # Not a URL at all: what stands before an @ may still be a password.
        return f"***@{url.rpartition('@')[2]}" if "@" in url else url
    host = parts.netloc.rpartition("@")[2]
    return urlunsplit(parts._replace(netloc=f"{parts.username or ''}:***@{host}"))


@cache
def load_settings() -> Settings:
    """Read the settings of this process.

    Raises `Fault(bad_setting)` that names the setting.
    """
    try:
        return Settings()
    except ValidationError as error:
        first = error.errors()[0]
        name = ".".join(str(part) for part in first["loc"])
        where = f"SLUGLINE_{name.upper()}: " if name else ""
        raise Fault(Code.BAD_SETTING, where + first["msg"].removeprefix("Value error, ")) from error
    except ValueError as error:
        raise Fault(Code.BAD_SETTING, str(error)) from error
