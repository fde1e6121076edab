"""Planning rows of the table of statements."""

from collections.abc import Sequence
from copy import deepcopy
from typing import Any, Final

from django.db.models import Prefetch, Q
from django.utils.translation import gettext as _
from pydantic import ValidationError as DocumentError

from dates import HistoricalDate
from entries import pid as pids
from entries import rights
from entries.choices import Status
from entries.models import Entry, Statement
from exchange.models import Job, JobRow
from exchange.tables.columns import STATEMENT, table_of
from exchange.tables.faults import CellError
from exchange.tables.references import Coming, References
from exchange.tables.values import Plain, Vocabulary
from exchange.work.matching import leave_out
from exchange.work.planning import (
    Plan,
    check_lengths,
    fail_cell,
    new_plan,
    read_cells,
    references_for,
    user_of,
)
from records.parts import StatementRecord
from records.write import statement_record
from sources.models import Citation

SAME: Final = ("property", "object", "value", "place", "event", "qualifier")
"""What makes two statements of one entry the same, with EDTF and calendar of the date."""


class StatementPlanner:
    """Plans rows that are statements."""

    def __init__(self, job: Job, coming: Coming | None = None) -> None:
        """Fetch the vocabulary."""
        self._job = job
        self._user = user_of(job)
        self._table = table_of(STATEMENT)
        self._vocabulary = Vocabulary()
        self._coming = coming or Coming()
        answers = job.details.get("answers", {})
        self._answers: dict[str, str] = answers.get("rows", {})
        self._names: dict[str, str] = answers.get("names", {})
        self._seen: dict[int, int] = {}

    def plan(self, rows: Sequence[JobRow], *, writing: bool) -> list[Plan]:
        """Return the plans of some rows in about ten queries."""
        plans = [new_plan(self._job, row) for row in rows]
        references = references_for(plans, self._table, self._coming, self._names)
        anchored = self._by_anchor(plans)
        for plan in plans:
            self._find_subject(plan, anchored, references)
        stored = self._stored(plans)
        for plan in plans:
            leave_out(plan, self._answers)
            if plan.entry is not None and not plan.problems.found and plan.after is None:
                self._plan(plan, anchored, stored.get(plan.entry.pk, []), references)
                if not writing:
                    self._refuse_twice(plan)
        return plans

    def _by_anchor(self, plans: Sequence[Plan]) -> dict[str, Statement]:
        """Return the statements whose anchors stand in the rows (two queries)."""
        wanted = {plan.cells.get("id", "").strip() or plan.row.uid for plan in plans} - {""}
        return {one.uid: one for one in _whole(Statement.objects.filter(uid__in=wanted))}

    def _find_subject(
        self, plan: Plan, anchored: dict[str, Statement], references: References
    ) -> None:
        """Set the entry that a row is said of."""
        plan.uid = plan.cells.get("id", "").strip() or plan.row.uid
        there = anchored.get(plan.uid)
        if plan.uid and not pids.is_valid(plan.uid, pids.STATEMENT_LENGTH):
            plan.problems.add("pid", "id", _("“%(id)s” is not a valid anchor.") % {"id": plan.uid})
            return
        text = plan.cells.get("subject", "").strip()
        if there is not None and not text:
            plan.entry = there.subject
        elif not text:
            plan.problems.add("missing", "subject", _("Of whom or what is it said?"))
            return
        else:
            try:
                found = references.find("", text)
            except CellError as error:
                fail_cell(plan, "subject", error)
                return
            assert found is not None  # noqa: S101 - nothing is to come
            plan.entry = references.entry(found.pid)
            if there is not None and there.subject_id != plan.entry.pk:
                message = _("The statement belongs to “%(entry)s” (%(pid)s).")
                told = {"entry": there.subject, "pid": there.subject.pid}
                plan.problems.add("anchor", "subject", message % told)
                return
        plan.pid = plan.entry.pid
        if plan.entry.status == Status.MERGED or not rights.may_change(self._user, plan.entry):
            plan.problems.add("rights", "subject", _("This entry is not yours to change."))

    def _stored(self, plans: Sequence[Plan]) -> dict[int, list[Statement]]:
        """Return what is said of the subjects already with the properties of the rows."""
        keys = {plan.entry.pk for plan in plans if plan.entry is not None}
        codes = set()
        for plan in plans:
            try:
                codes.add(self._vocabulary.property(plan.cells.get("property", "").strip()).code)
            except CellError:
                continue  # the section that reads the cell says so
        found: dict[int, list[Statement]] = {}
        rows = Statement.objects.filter(Q(subject__in=keys), property__code__in=codes)
        for one in _whole(rows):
            found.setdefault(one.subject_id, []).append(one)
        return found

    def _plan(
        self,
        plan: Plan,
        anchored: dict[str, Statement],
        stored: list[Statement],
        references: References,
    ) -> None:
        """Set what the statement was and will be."""
        there = anchored.get(plan.uid)
        doc = _document(there) if there is not None else _blank(plan.pid)
        if there is not None:
            plan.before = deepcopy(doc)
        read_cells(plan, doc, self._table, self._vocabulary, references)
        if plan.problems.found:
            return
        if there is None:
            there = next((one for one in stored if _key(_document(one)) == _key(doc)), None)
            if there is not None and not plan.uid:
                # The same is said already: the row may add evidence to it.
                plan.uid, doc = there.uid, _document(there)
                plan.before = deepcopy(doc)
                read_cells(plan, doc, self._table, self._vocabulary, references)
        doc["id"] = plan.uid = plan.uid or pids.mint(pids.STATEMENT_LENGTH)
        if doc != plan.before:
            self._check(plan, doc)

    def _check(self, plan: Plan, doc: Plain) -> None:
        """Note what makes no sense, by the rules of the model."""
        assert plan.looking is not None  # noqa: S101 - it has been read
        assert plan.entry is not None  # noqa: S101 - it has been found
        if not doc["property"]:
            plan.problems.add("missing", "property", _("What is said of it?"))
            return
        kinds = plan.looking.others
        statement = Statement(
            subject=plan.entry,
            property=self._vocabulary.properties[doc["property"]],
            value=doc["value"],
            place_id=1 if doc["place"] else None,
        )
        statement.date = HistoricalDate(**doc["date"]) if doc["date"] else None
        if doc["object"]:
            same = doc["object"] == plan.pid
            key = plan.entry.pk if same else -1
            kind = kinds.get(doc["object"]) or (plan.before or {}).get("object_kind", "")
            statement.object = Entry(pk=key, pid=doc["object"], kind=kind)
        errors: dict[str, str] = {}
        statement._check_ends(errors)  # noqa: SLF001 - `clean` would fetch the place and the event
        for column, said in errors.items():
            plan.problems.add("refused", column, said)
        check_lengths(plan, doc)
        try:
            row = StatementRecord.model_validate(
                {key: value for key, value in doc.items() if key not in {"subject", "object_kind"}}
            )
            plan.after = {**row.model_dump(mode="json"), "subject": plan.pid}
        except DocumentError as error:
            for one in error.errors(include_url=False)[:3]:
                plan.problems.add("refused", str(one["loc"][-1]) if one["loc"] else "", one["msg"])
        for some in (plan.before, plan.after):
            if some is not None:
                some.pop("object_kind", None)

    def _refuse_twice(self, plan: Plan) -> None:
        """Note that an earlier row says the same."""
        if plan.after is None or plan.problems.found:
            return
        key = hash(plan.uid) if plan.before else hash((plan.pid, _key(plan.after)))
        if plan.cells.get("id"):
            key = hash(plan.uid)
        line = self._seen.setdefault(key, plan.row.line)
        if line != plan.row.line:
            message = _("Line %(line)d says the same.") % {"line": line}
            plan.problems.add("twice", "", message)


def _whole(rows: Any) -> Any:
    cited = Prefetch("citations", Citation.objects.select_related("source"))
    return rows.with_ends().prefetch_related(cited)


def _document(one: Statement) -> Plain:
    """Return a stored statement with its subject, as plain data."""
    doc = statement_record(one, public=False).model_dump(mode="json")
    kind = one.object.kind if one.object is not None else ""
    return {**doc, "subject": one.subject.pid, "object_kind": kind}


def _blank(subject: str) -> Plain:
    """Return a statement that says nothing yet."""
    empty: Plain = dict.fromkeys(("object", "date", "place", "event"))
    texts: Plain = {name: {} for name in ("value", "qualifier", "rank_reason", "note")}
    rest = {"rank": "normal", "certainty": "certain", "editors_note": "", "citations": []}
    return {"subject": subject, "id": "", "property": "", **empty, **texts, **rest}


def _key(doc: Plain) -> str:
    """Return what is the same in statements that say the same."""
    date = doc["date"] and (doc["date"]["edtf"], doc["date"]["calendar"])
    return repr([date, *(doc[name] for name in SAME)])
