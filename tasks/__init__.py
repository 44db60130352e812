"""What is done: one room per stage, in flow order, every room the same shape and door.

plan_fetches    Tick             -> FeedDue*
fetch_feed      FeedDue          -> FeedFetched | FeedUnchanged
parse_feed      FeedFetched      -> FeedParsed (with EntryFound*)
fetch_page      EntryFound       -> PageFetched
extract_blocks  PageFetched      -> BlocksExtracted
deduplicate     BlocksExtracted  -> ArticleKept
detect_segments ArticleKept      -> SegmentsDetected
find_copies     SegmentsDetected -> SegmentsDetected
link_stories    SegmentsDetected -> StoriesLinked
record          StoriesLinked    -> Recorded
announce        Tick             -> (published)

A stage is a plain function `(fact, needs) -> iterator of facts`. It may raise Retry, Skip or Reject instead
(`schemas.outcomes`). Nothing here knows Celery, Redis, the database or a socket: `worker` brings the tools.
"""
