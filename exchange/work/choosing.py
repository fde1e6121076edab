"""Who plans the rows of a job."""

from exchange.models import Job
from exchange.tables.references import Coming
from exchange.work.entries import EntryPlanner
from exchange.work.planning import Planner, is_of_statements
from exchange.work.statements import StatementPlanner


def planner_for(job: Job, coming: Coming | None = None) -> Planner:
    """Return what plans the rows of a job."""
    if is_of_statements(job):
        return StatementPlanner(job, coming)
    return EntryPlanner(job, coming)
