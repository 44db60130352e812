"""Articles as they land: what `slugline up` prints."""

from rich.text import Text
from sqlalchemy import func, select

from schemas.events import OutgoingEvent
from schemas.outcomes import Fault
from schemas.records import OutboxEvent
from worker.cli.lines import link_line, segment_line
from worker.cli.output import complain, console, print_json
from worker.cli.views import composition
from worker.reading.records import article
from worker.reading.show import clean
from worker.toolbox import Toolbox
from worker.toolbox.database import table

BATCH = 50


class Landing:
    """Follows the outbox in the database, so that nothing is missed when Redis is wiped."""

    def __init__(self, tools: Toolbox, *, as_json: bool, quiet: bool) -> None:
        self._tools = tools
        self._as_json = as_json
        self._quiet = quiet
        self._told = False
        outbox = table(OutboxEvent)
        with tools.database.read() as connection:
            self._seen: int = connection.scalar(select(func.max(outbox.c.seq))) or 0

    def show_new(self) -> None:
        """Print the articles recorded since the last call; what the database cannot say now, it says later."""
        if self._quiet:
            return
        try:
            for event in self._tools.outbox.after(self._seen, BATCH):
                self._show(event)
                self._seen = event.seq
        except Fault as fault:
            if not self._told:
                complain(fault.code, fault.detail)
            self._told = True
        else:
            self._told = False

    def _show(self, event: OutgoingEvent) -> None:
        if self._as_json:
            print_json([event.data])
            return
        with self._tools.database.read() as connection:
            row = article(connection, event.subject)
        out = console()
        when = event.created_at.astimezone().strftime("%H:%M:%S")
        title = clean(row["title"]) or "(no title)"
        site = clean(row["site"] or "")
        out.print(Text.assemble((f"\n{when}  ", "dim"), (title, "bold"), (f"  {site}", "dim")))
        out.print(composition(row["segments"]))
        for segment in row["segments"]:
            if segment["kind"] == "story":
                out.print(segment_line(segment))
        for link in row["links"]:
            out.print(link_line(link))
