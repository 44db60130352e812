"""What a stage may say instead of yielding facts: a closed set. Only the worker acts on it."""

from typing import Any

from schemas.codes import Code


class Outcome(Exception):
    """A stage's answer other than success.

    `code` is from the closed list, `detail` says in words what was seen (free of secrets), `after` is
    the least wait in seconds that the other side asked for (Retry-After), `host` the server that said so where
    a redirect led to another one, and `article_id` the stored article that the outcome speaks of, if any.
    """

    def __init__(
        self,
        code: Code,
        detail: str = "",
        *,
        after: float | None = None,
        host: str | None = None,
        article_id: str | None = None,
    ) -> None:
        super().__init__(code, detail)
        self.code = code
        self.detail = detail
        self.after = after
        self.host = host
        self.article_id = article_id

    def __str__(self) -> str:
        return f"{self.code}: {self.detail}" if self.detail else str(self.code)


class Retry(Outcome):
    """Not now: the same work may succeed later."""


class Skip(Outcome):
    """Nothing to do: the work is already done or not wanted. Not an error."""


class Reject(Outcome):
    """Never: trying again cannot help. The work goes to the dead letters."""


class Fault(Exception):
    """A condition outside any stage (settings, broker, database) that a person must mend."""

    def __init__(self, code: Code, detail: str = "") -> None:
        super().__init__(code, detail)
        self.code = code
        self.detail = detail

    def __str__(self) -> str:
        return f"{self.code}: {self.detail}" if self.detail else str(self.code)


class Refusal(Exception):
    """What is said to somebody who pushes: `status` of HTTP, and in how many seconds to come back, if at all.

    `told` goes into the answer beside code, detail and fix.
    """

    def __init__(
        self, code: Code, detail: str, *, status: int, after: int | None = None, told: dict[str, Any] | None = None
    ) -> None:
        super().__init__(code, detail)
        self.code = code
        self.detail = detail
        self.status = status
        self.after = after
        self.told = told or {}
