"""WARC records as bytes, sound and otherwise."""

import gzip

PAGE = b"<html><body><p>Ministers met in the capital.</p></body></html>"


def record(
    block=b"", *, kind="response", url="https://news.example/a", mime="application/http; msgtype=response", **more
):
    """Return one record; `more` are headers (underscores for hyphens) that are added or replace the usual ones."""
    headers = {
        "WARC-Type": kind,
        "WARC-Target-URI": url,
        "WARC-Date": "2020-02-03T04:05:06Z",
        "Content-Type": mime,
        "Content-Length": str(len(block)),
    } | {name.replace("_", "-"): value for name, value in more.items()}
    lines = "".join(f"{name}: {value}\r\n" for name, value in headers.items() if value is not None)
    return b"WARC/1.0\r\n" + lines.encode() + b"\r\n" + block + b"\r\n\r\n"


def answer(body=PAGE, *, status="200 OK", mime="text/html; charset=utf-8", **more):
    """Return one HTTP response as bytes."""
    headers = {"Content-Type": mime} | {name.replace("_", "-"): value for name, value in more.items()}
    lines = "".join(f"{name}: {value}\r\n" for name, value in headers.items())
    return f"HTTP/1.1 {status}\r\n{lines}\r\n".encode() + body


def page(number, body=PAGE):
    return record(answer(body), url=f"https://news.example/{number}")


def zipped(*parts):
    return b"".join(gzip.compress(part) for part in parts)
