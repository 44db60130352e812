"""Asks hubs for pushes (WebSub), renews what they granted, and takes leave of them."""

from typing import Any

from sqlalchemy import Row

from schemas.codes import Code
from schemas.outcomes import Outcome, Reject, Retry
from tasks.shared.websub import SUBSCRIBE, UNSUBSCRIBE, request_form
from worker.logs import get_logger
from worker.toolbox import Toolbox
from worker.toolbox.hubs import LEAVING

log = get_logger()

# A hub may take half a minute to answer; the task has a minute and a half, and comes again in two seconds.
AT_A_TIME = 2
PUSH = "/push/"


def callback(tools: Toolbox, name: str) -> str:
    """Return the URL at which a hub reaches the subscription `name`."""
    return f"{tools.settings.callback_url}{PUSH}{name}"


def ask_hubs(tools: Toolbox) -> int:
    """Ask for what is due, and return how many requests that were."""
    with tools.database.write() as connection:
        tools.database.lock(connection, "hubs")
        tools.hubs.reconcile(connection)
        taken = tools.hubs.take(connection, AT_A_TIME)
    for row in taken:
        if row.pending is not None:
            _tell(row, tools, Retry(Code.HUB_SILENT, f"asked to {row.pending}, never verified"), silent=True)
        _ask(row, tools)
    return len(taken)


def _ask(row: Row[Any], tools: Toolbox) -> None:
    mode = UNSUBSCRIBE if row.state == LEAVING else SUBSCRIBE
    form = request_form(mode, topic=row.topic, callback=callback(tools, row.id), secret=row.secret)
    try:
        tools.web.post(row.hub, form)
    except Outcome as outcome:
        _tell(row, tools, outcome)
    else:
        log.info("push.asked", feed=row.feed_id, mode=mode, hub=row.hub)


def _tell(row: Row[Any], tools: Toolbox, outcome: Outcome, *, silent: bool = False) -> None:
    note = tools.hubs.silent if silent else tools.hubs.failed
    with tools.database.write() as connection:
        note(connection, row.id, outcome)
    log.warning("push.unanswered", feed=row.feed_id, hub=row.hub, code=outcome.code.value, detail=outcome.detail)


def denial(reason: str) -> Outcome:
    """Return what a hub's denial is noted as."""
    return Reject(Code.HUB_DENIED, reason or "no reason given")
