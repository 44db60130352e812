"""What comes back through the one door to the network."""

from msgspec import Struct


class Validators(Struct, frozen=True, kw_only=True):
    """Conditional request validators (RFC 9110 section 8.8), echoed byte for byte."""

    etag: str | None = None
    last_modified: str | None = None


class Answer(Struct, frozen=True, kw_only=True):
    """A complete HTTP answer: 200 or 304; everything else is raised as an outcome.

    `headers` has lower-case names; `body` is decoded of its content encoding and within the cap;
    `url` is where the body came from after redirects; `moved_to` is set when every redirect on the
    way was permanent (301, 308).
    """

    url: str
    status: int
    headers: dict[str, str]
    body: bytes = b""
    moved_to: str | None = None

    @property
    def not_modified(self) -> bool:
        """Whether the server confirmed our copy (304)."""
        return self.status == NOT_MODIFIED


NOT_MODIFIED = 304
