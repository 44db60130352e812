"""The whole line on PostgreSQL: two workers' worth of processes on one server."""

import pytest

FEEDS, PER_FEED = 2, 3

pytestmark = pytest.mark.postgres


def test_every_article_is_stored_once_on_postgresql(labs, wires, postgres):
    wire = wires(feeds=FEEDS, per_feed=PER_FEED)
    with postgres.fresh() as url:
        lab = labs(allow=wire.address, SLUGLINE_DATABASE_URL=url)
        lab.run("feeds", "add", *wire.feeds)
        lab.up()
        lab.until(lambda: lab.idle() and lab.count("article") == len(wire.articles), "all articles")

        stored = [row["canonical_url"] for row in lab.rows("SELECT canonical_url FROM article")]
        assert sorted(stored) == sorted(wire.articles)
        assert lab.count("revision") == lab.count("entry") == lab.count("outbox") == len(wire.articles)
        assert lab.rows("SELECT DISTINCT stage FROM entry") == [{"stage": "done"}]
        assert not (lab.folder / "data" / "slugline.db").exists()
        assert lab.json("status")[0]["degraded"] == []
        again = lab.run("up", "--no-demo", "--quiet", check=False)
        assert again.returncode == 1
        assert "already_running" in again.stderr
        lab.close()
