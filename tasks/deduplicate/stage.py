"""The stage and what it needs."""

from collections.abc import Iterator
from typing import Protocol

from schemas import ids
from schemas.codes import Code
from schemas.events import ArticleKept, BlocksExtracted
from schemas.outcomes import Skip
from tasks.deduplicate.fingerprint import content_sha, version_sha
from tasks.deduplicate.identity import article_url
from tasks.shared.sketch import SKETCH_VERSION, sketch_of


class Archive(Protocol):
    """The records."""

    def has_revision(self, revision_id: str) -> bool:
        """Tell whether this version is stored."""
        ...


class Needs(Protocol):
    """What deduplication asks for."""

    @property
    def archive(self) -> Archive: ...  # noqa: D102 - the type says it


def deduplicate(extracted: BlocksExtracted, needs: Needs) -> Iterator[ArticleKept]:
    """Name the article and its version.

    Raises `Skip(unchanged)` when this version is stored. Two workers may both find it new; the ids are
    the same, so the second write changes nothing.
    """
    url = article_url(extracted.page.url, extracted.article.canonical_url)
    article = ids.article_id(url)
    revision = ids.revision_id(article, version_sha(extracted))
    if needs.archive.has_revision(revision):
        raise Skip(Code.UNCHANGED, "this version is stored", article_id=article)
    yield ArticleKept(
        extracted=extracted,
        article_id=article,
        revision_id=revision,
        canonical_url=url,
        content_sha=content_sha(extracted),
        sketch=sketch_of(extracted.blocks),
        sketch_version=SKETCH_VERSION,
    )
