"""Links as people are shown them."""

from sqlalchemy import ColumnElement, and_, case

from schemas.records import LinkRow
from schemas.segments import LinkKind
from tasks.link_stories.placing import JOIN
from worker.toolbox.database import table

LINKS = table(LinkRow)
JUDGED = (LinkKind.SAME_EVENT.value, LinkKind.FOLLOW_UP.value)

# A link is kept by what two texts say for themselves, and its score follows the company that comes in later. Where that
# speaks against one event, only the ground is common.
KIND: ColumnElement[str] = case(
    (and_(LINKS.c.kind.in_(JUDGED), LINKS.c.score < JOIN), LinkKind.BACKGROUND.value), else_=LINKS.c.kind
).label("kind")
COLUMNS = (*(column for column in LINKS.c if column.name != "kind"), KIND)
