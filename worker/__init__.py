"""How it runs. Alone knows Celery, Redis, the database and HTTP."""

from typing import Any


def __getattr__(name: str) -> Any:
    # `celery -A worker …` looks for `app`, or `celery` once the submodule `app` is loaded. Built on demand,
    # so that `slugline --help` does not pay for Celery and a bad setting is told without a traceback.
    if name in ("app", "celery"):
        from worker.app import app  # noqa: PLC0415 - on demand, see above

        return app
    raise AttributeError(name)
