"""The status page as text: small, without script, every foreign word escaped."""

from collections.abc import Mapping, Sequence
from html import escape
from typing import Any

from worker.reading.show import shown

STYLE = """
:root{color-scheme:light dark}
body{font:15px/1.5 system-ui,sans-serif;max-width:64rem;margin:2rem auto;padding:0 1rem}
h1{font-size:1.3rem}h2{font-size:1rem;margin-top:2rem}
table{border-collapse:collapse;width:100%}
td,th{text-align:left;padding:.2rem .8rem .2rem 0;vertical-align:top}
th{font-weight:600;border-bottom:1px solid #8888}
.bad{color:#b00020;font-weight:600}.good{color:#0a7d33;font-weight:600}
code{font-size:.9em}
@media(prefers-color-scheme:dark){.bad{color:#ff8a80}.good{color:#7bd88f}}
"""


def page(now: Mapping[str, Any], recent: Sequence[Mapping[str, Any]], running: Sequence[Mapping[str, Any]]) -> str:
    """Return the whole document: the verdict first, then the counts, the newest articles and stories."""
    return f"""<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>Slugline</title>
<meta name="viewport" content="width=device-width,initial-scale=1"><style>{STYLE}</style></head><body>
<h1>Slugline</h1>
<p>{_verdict(now)}</p>
{_counts(now)}
<h2>Newest articles</h2>
{_table(recent, {"first_seen": "Recorded", "site": "Site", "stories": "Stories", "title": "Title"})}
<h2>Running stories</h2>
{_table(running, {"last_seen": "Last seen", "slug": "Slug", "articles": "Articles", "headline": "Headline"})}
<p>The same in the terminal: <code>slugline status</code>, <code>slugline articles list</code>,
<code>slugline stories list</code>. As JSON: <code>/status.json</code>.</p>
</body></html>
"""


def _verdict(now: Mapping[str, Any]) -> str:
    if now["degraded"]:
        return f'<span class="bad">Degraded: {escape(", ".join(now["degraded"]))}</span>'
    return '<span class="good">Healthy</span>'


def _counts(now: Mapping[str, Any]) -> str:
    facts = {
        "Feeds": f"{now['feeds']} ({now['due']} due, {now['failing']} failing)",
        "Queues": _pairs(now["queues"] or {}),
        "Entries": _pairs(now["entries"]),
        "Records": ", ".join(f"{now[name]} {name}" for name in ("articles", "segments", "links", "stories")),
        "Dead": str(now["dead"]),
        "Lag": f"{now['lag_s']} s",
    }
    rows = "".join(f'<tr><th scope="row">{name}</th><td>{escape(text)}</td></tr>' for name, text in facts.items())
    return f"<table>{rows}</table>"


def _pairs(counts: Mapping[str, int]) -> str:
    return ", ".join(f"{name} {count}" for name, count in counts.items()) or "none"


def _table(rows: Sequence[Mapping[str, Any]], columns: Mapping[str, str]) -> str:
    if not rows:
        return "<p>Nothing yet. Add a feed: <code>slugline feeds add URL</code></p>"
    head = "".join(f'<th scope="col">{heading}</th>' for heading in columns.values())
    body = "".join(
        "<tr>" + "".join(f"<td>{escape(shown(row[name]))}</td>" for name in columns) + "</tr>" for row in rows
    )
    return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"
