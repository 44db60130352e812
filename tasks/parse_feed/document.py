"""Text to a well-formed XML document that a feed parser may see, by the gentlest means that work."""

from tasks.parse_feed.people import shorten_people
from tasks.parse_feed.recover import recover
from tasks.parse_feed.repair import as_document, mend
from tasks.parse_feed.xml_guard import find_flaw

# Escaping a bare ampersand makes five characters of one; a document of nothing else is no feed.
MAX_GROWTH = 1.5


def well_formed(text: str) -> tuple[str, str | None]:
    """Return (document, what had to be mended); the document is "" when it is beyond repair.

    Raise Reject(FORBIDDEN_XML) as `xml_guard.find_flaw` does, for every form the text takes on the way.
    """
    document = shorten_people(as_document(text))
    flaw = find_flaw(document)
    if flaw is None:
        return document, None
    mended = mend(document)
    if len(mended) > MAX_GROWTH * len(document):
        return "", flaw.reason
    remaining = find_flaw(mended)
    if remaining is None:
        return mended, f"mended: {flaw.reason}"
    recovered = recover(mended.encode("utf-8")[: remaining.sound].decode("utf-8", "ignore"))
    if recovered and find_flaw(recovered) is None:
        return recovered, f"recovered: {remaining.reason}"
    return "", flaw.reason
