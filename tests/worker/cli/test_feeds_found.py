"""`feeds add` and `feeds check` given the URL of a page."""

import pytest

from worker.cli.output import FAILED

RSS = "<rss version='2.0'><channel><title>T</title><item><title>a</title><link>https://a.example/1</link></item></channel></rss>"
LINK = '<link rel="alternate" type="application/rss+xml" title="{}" href="{}">'


@pytest.fixture
def site(httpserver):
    """A site whose pages name feeds; returns the setting that lets it be asked."""
    head = LINK.format("Comments", "/comments") + LINK.format("News", "/news") + LINK.format("More", "/more")
    comments = LINK.format("Comments", "/comments")
    for path, body in {"/": head, "/talk": comments, "/bare": "<p>x"}.items():
        page = f"<!doctype html><html><head>{body}</head><body>Words.</body></html>"
        httpserver.expect_request(path).respond_with_data(page, content_type="text/html")
    for path in ("/news", "/more", "/rss"):
        httpserver.expect_request(path).respond_with_data(RSS, content_type="text/xml")
    return {"SLUGLINE_ALLOW_HOSTS": f"{httpserver.host}:{httpserver.port}"}


def asked(httpserver):
    return [request.path for request, _ in httpserver.log]


def test_a_page_leads_to_its_feed_and_the_others_are_named(cli, httpserver, site):
    (row,) = cli.lines("feeds", "add", httpserver.url_for("/"), **site)
    assert (row["url"], row["new"], row["page"]) == (httpserver.url_for("/news"), True, httpserver.url_for("/"))
    assert row["others"] == [httpserver.url_for("/more"), httpserver.url_for("/comments")]
    assert asked(httpserver) == ["/"]
    shown = cli.run("feeds", "add", httpserver.url_for("/"), **site)
    assert "known already" in shown.stdout
    assert "/more" in shown.stdout
    (feed,) = cli.lines("feeds", "list")
    assert (feed["url"], feed["title"]) == (httpserver.url_for("/news"), "News")


def test_a_url_written_as_a_feeds_is_not_asked_twice(cli, httpserver, site):
    (row,) = cli.lines("feeds", "add", httpserver.url_for("/rss"), **site)
    assert (row["new"], asked(httpserver)) == (True, [])


def test_a_feed_without_a_feeds_name_is_subscribed_itself(cli, httpserver, site):
    (row,) = cli.lines("feeds", "add", httpserver.url_for("/news"), **site)
    assert (row["url"], row["new"]) == (httpserver.url_for("/news"), True)
    assert "page" not in row


@pytest.mark.parametrize("path", ["/bare", "/talk"])
def test_a_page_without_a_feed_is_refused(cli, httpserver, site, path):
    done = cli.run("feeds", "add", httpserver.url_for(path), **site)
    assert done.returncode == FAILED
    assert "slugline: not_a_feed: " in done.stderr
    assert cli.lines("feeds", "list") == []


def test_a_server_that_is_down_does_not_hinder_a_subscription(cli, closed_port):
    allow = {"SLUGLINE_ALLOW_HOSTS": f"127.0.0.1:{closed_port}"}
    (row,) = cli.lines("feeds", "add", f"http://127.0.0.1:{closed_port}/", **allow)
    assert (row["new"], row["error"]) == (True, None)


def test_a_check_of_a_page_looks_at_the_feed_it_names(cli, httpserver, site):
    (answer,) = cli.lines("feeds", "check", httpserver.url_for("/"), **site)
    assert (answer["outcome"], answer["url"], answer["page"]) == (
        "ok",
        httpserver.url_for("/news"),
        httpserver.url_for("/"),
    )
    assert [entry["title"] for entry in answer["entries"]] == ["a"]
    assert cli.run("feeds", "check", httpserver.url_for("/bare"), **site).returncode == FAILED


def test_a_page_that_names_a_private_address_is_refused(cli, httpserver):
    page = f"<html><head>{LINK.format('x', 'http://10.0.0.1/feed')}</head></html>"
    httpserver.expect_request("/").respond_with_data(page, content_type="text/html")
    done = cli.run("feeds", "add", httpserver.url_for("/"), SLUGLINE_ALLOW_HOSTS=f"{httpserver.host}:{httpserver.port}")
    assert (done.returncode, "slugline: private_address: " in done.stderr) == (FAILED, True)
