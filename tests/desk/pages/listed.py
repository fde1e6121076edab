"""The pages by the names of their addresses: what opens each; and addresses that are no page.

A new address of the desk or the admin belongs into one of the two: a test asks for it.
"""

from collections.abc import Callable
from typing import Any, Final

from django.test import override_settings
from django.urls import reverse

from entries.models import Entry
from tests.desk.forms import delete_address, form_address
from tests.desk.pages.archive import PASSWORD, Archive

Opening = Callable[[Archive], Any]
"""Opens a page of the archive as an editor comes to it, and returns the response."""
Pages = dict[str, dict[str, Opening]]
"""By the name of the address, what opens it: in each state in which it looks otherwise."""

KINDS: Final = {
    "person": "people", "organisation": "people", "publication": "works", "issue": "works",
    "work": "works", "event": "events", "place": "places", "topic": "topics", "source": "sources",
}  # fmt: skip
ROWS: Final = {
    # models that are no kinds: the room, and the attribute of the archive that has one
    "statement": ("entries", "statement"), "property": ("entries", "property"),
    "term": ("entries", "term"), "correction": ("corrections", "correction"),
    "user": ("auth", "colleague"),
}  # fmt: skip
READ_ONLY: Final = (
    "entries_auditrecord", "desk_rightsrecord",
    "axes_accessattempt", "axes_accesslog", "axes_accessfailurelog",
)  # fmt: skip


def at(name: str, *args: Any, query: str = "") -> Opening:
    """Open an address by its name."""
    return lambda archive: archive.browser.get(reverse(name, args=args) + query)


def of(name: str, entry: str, *rest: Any, query: str = "") -> Opening:
    """Open a page about an entry, by its identifier."""

    def opened(archive: Archive) -> Any:
        pid = getattr(archive, entry).pid
        return archive.browser.get(reverse(name, args=[pid, *rest]) + query)

    return opened


def job(state: str, name: str = "job") -> Opening:
    """Open a page of a job in this state."""

    def opened(archive: Archive) -> Any:
        key = getattr(archive, state)().pk
        return archive.browser.get(reverse(f"desk:{name}", args=[key]))

    return opened


def _forms() -> Pages:
    """Return lists and forms, of every kind and of what else has a form."""
    found: Pages = {}
    for kind, room in KINDS.items():
        name = f"{room}_{kind}"
        attribute = {"publication": "paper"}.get(kind, kind)
        found[f"admin:{name}_changelist"] = {"": at(f"admin:{name}_changelist")}
        found[f"admin:{name}_add"] = {"": at(f"admin:{name}_add")}
        found[f"admin:{name}_change"] = {"": _form(name, attribute)}
    for model, (room, attribute) in ROWS.items():
        name = f"{room}_{model}"
        found[f"admin:{name}_change"] = {"": _form(name, attribute)}
        if model != "statement":
            found[f"admin:{name}_changelist"] = {"": at(f"admin:{name}_changelist")}
    for name in ("entries_property", "entries_term", "auth_user", "auth_group"):
        found[f"admin:{name}_add"] = {"": at(f"admin:{name}_add")}
    for name in ("auth_group", "entries_entry", *READ_ONLY):
        found[f"admin:{name}_changelist"] = {"": at(f"admin:{name}_changelist")}
    return found


def _form(name: str, attribute: str) -> Opening:
    """Open the form of what an attribute of the archive holds."""

    def opened(archive: Archive) -> Any:
        key = getattr(archive, attribute).pk
        return archive.browser.get(reverse(f"admin:{name}_change", args=[key]))

    return opened


def _sign_in_wrongly(archive: Archive) -> Any:
    given = {"username": "natalia", "password": "golos"}
    return archive.nobody.post("/admin/login/", given)


def _locked_out(archive: Archive) -> Any:
    with override_settings(AXES_ENABLED=True):
        for _attempt in range(5):
            answer = _sign_in_wrongly(archive)
    return answer


def _sign_out(archive: Archive) -> Any:
    archive.nobody.login(username="natalia", password=PASSWORD)
    return archive.nobody.post("/admin/logout/")


def _log_of_rights(archive: Archive) -> Any:
    from desk.models import RightsRecord

    row = RightsRecord.objects.latest("pk")
    return archive.browser.get(reverse("admin:desk_rightsrecord_change", args=[row.pk]))


def _log(archive: Archive) -> Any:
    row = archive.person.log.latest("pk")
    return archive.browser.get(reverse("admin:entries_auditrecord_change", args=[row.pk]))


def _name(archive: Archive) -> Any:
    key = archive.person.names.all()[0].pk
    return archive.browser.get(reverse("admin:entries_name_change", args=[key]))


def _group(archive: Archive) -> Any:
    key = archive.root.groups.all()[0].pk
    return archive.browser.get(reverse("admin:auth_group_change", args=[key]))


def _about_user(name: str) -> Opening:
    return lambda archive: archive.browser.get(reverse(name, args=[archive.colleague.pk]))


def _discard_one(archive: Archive) -> Any:
    return archive.browser.get(delete_address(archive.draft))


def _refused_delete(archive: Archive) -> Any:
    return archive.browser.get(reverse("admin:entries_property_delete", args=[archive.property.pk]))


def _walked(archive: Archive) -> Any:
    return archive.browser.get(f"{form_address(archive.person)}?list=dates")


def _pasted(archive: Archive) -> Any:
    return archive.authority()


def _chosen(archive: Archive) -> Any:
    return archive.act("take_selected", archive.person, archive.lenin)


def _found_to_merge(archive: Archive) -> Any:
    return archive.browser.get(f"/desk/merge/?pid={archive.person.pid}&q=Ленин")


def _merge(name: str) -> Opening:
    return lambda archive: archive.browser.get(reverse(name, args=[archive.merge]))


def _published(archive: Archive) -> list[Entry]:
    return [archive.person, archive.draft, archive.lenin]


_PERSON: Final[dict[str, Opening]] = {
    "with faults": lambda archive: archive.faulty(),
    "worked through": _walked,
    "conflict": lambda archive: archive.conflict(),
    "lost": lambda archive: archive.lost(),
    "withdrawn": _form("people_person", "withdrawn"),
}
_LISTED: Final[dict[str, Opening]] = {
    "searched": at("admin:people_person_changelist", query="?q=Троцкий&status__exact=published"),
    "submit": lambda archive: archive.act("submit_selected", *_published(archive)),
    "publish": lambda archive: archive.act("publish_selected", *_published(archive)),
    "withdraw": lambda archive: archive.act("withdraw_selected", *_published(archive)),
    "discard": lambda archive: archive.act("discard_selected", *_published(archive)),
}

PAGES: Final[Pages] = {
    **_forms(),
    "admin:index": {"": at("admin:index")},
    "admin:app_list": {"": at("admin:app_list", "people")},
    "admin:login": {
        "": lambda archive: archive.nobody.get("/admin/login/"),
        "wrong": _sign_in_wrongly,
        "locked out": _locked_out,
    },
    "admin:logout": {"": _sign_out},
    "admin:password_change": {
        "": at("admin:password_change"),
        "wrong": lambda archive: archive.browser.post("/admin/password_change/", {}),
    },
    "admin:password_change_done": {"": at("admin:password_change_done")},
    "admin:auth_user_password_change": {"": _about_user("admin:auth_user_password_change")},
    "admin:auth_group_change": {"": _group},
    "admin:desk_rightsrecord_change": {"": _log_of_rights},
    "admin:entries_auditrecord_change": {"": _log},
    "admin:entries_name_change": {"": _name},
    "admin:entries_property_delete": {"": _refused_delete},
    "admin:people_person_delete": {"": _discard_one},
    "admin:people_person_step": {
        "send back": lambda archive: archive.step("send_back", archive.lenin),
        "withdraw": lambda archive: archive.step("withdraw", archive.person),
    },
}
PAGES["admin:people_person_change"] |= _PERSON
PAGES["admin:people_person_changelist"] |= _LISTED
PAGES.update({
    "desk:account": {"": at("desk:account")},
    "desk:others-account": {"": _about_user("desk:others-account")},
    "desk:set-up": {"": at("desk:set-up")},
    "desk:verify": {"": lambda archive: archive.asked_for_a_code()},
    "desk:new-codes": {"": lambda archive: archive.backup_codes()},
    "desk:merge": {
        "choosing": _found_to_merge,
        "comparing": lambda archive: archive.merging(),
        "the result first": lambda archive: archive.merging("preview"),
    },
    "desk:merges": {"": at("desk:merges")},
    "desk:merge-report": {"": _merge("desk:merge-report")},
    "desk:merge-undo": {"": _merge("desk:merge-undo")},
    "desk:close": {"": of("desk:close", "person")},
    "desk:history": {"": of("desk:history", "person")},
    "desk:compare": {"": of("desk:compare", "person", query="?from=1&to=2")},
    "desk:revision": {"": of("desk:revision", "person", 2)},
    "desk:restore": {
        "": of("desk:restore", "person", 1),
        "merged": of("desk:restore", "merged", 1),
    },
    "desk:review": {"": of("desk:review", "lenin"), "in a list": of(
        "desk:review", "lenin", query="?list=waiting"
    )},
    "desk:duplicates": {
        "": at("desk:duplicates"), "apart": at("desk:duplicates", query="?apart=1"),
    },
    "desk:work": {
        "mine": at("desk:work", "mine"),
        "dates": at("desk:work", "dates"),
        "waiting": at("desk:work", "waiting"),
        "nothing": at("desk:work", "mixed"),
    },
    "desk:preview": {
        "": lambda archive: archive.preview(),
        "faulty": lambda archive: archive.preview(**{"statements-0-date": "31 February 1905"}),
    },
    "desk:changes": {"": at("desk:changes"), "narrowed": at("desk:changes", query="?kind=person")},
    "desk:deleted": {"": at("desk:deleted")},
    "desk:undelete": {
        "": lambda archive: archive.browser.get(f"/desk/deleted/{archive.gone_pid}/")
    },
    "desk:authority": {"": of("desk:authority", "person"), "comparing": _pasted},
    "desk:chosen": {"": _chosen},
    "desk:help": {"": at("desk:help")},
    "desk:help-topic": {
        "": at("desk:help-topic", "dates"), "translated": at("desk:help-topic", "first-entry"),
    },
    "desk:jobs": {"": at("desk:jobs")},
    "desk:job": {
        "columns": job("uploaded"), "tried": job("tried"), "written": job("written"),
        "running": job("running"),
    },
    "desk:job-columns": {"": job("tried", "job-columns")},
    "desk:job-questions": {"": job("tried", "job-questions")},
})  # fmt: skip

STEP, FILE, SCRIPT = "by POST only; leads on", "a file", "an answer for a script"
ELSEWHERE = "leads on, or does not exist: there is nothing to be seen"
STOCK = "Django's own page, as that of another model here"

NO_PAGE: Final[dict[str, str]] = {
    **{f"admin:{room}_{kind}_history": ELSEWHERE for kind, room in KINDS.items()},
    **{
        f"admin:{room}_{kind}_{what}": "as that of a person"
        for kind, room in KINDS.items()
        for what in ("delete", "step")
        if kind != "person"
    },
    **{
        f"admin:{name}_{what}": ELSEWHERE
        for name in ("entries_entry", "entries_statement", "entries_name", "entries_auditrecord",
                     "desk_rightsrecord", "corrections_correction")
        for what in ("add", "changelist", "change", "history", "delete")
        if f"admin:{name}_{what}" not in PAGES
    },
    **{
        f"admin:{name}_{what}": STOCK
        for name in ("auth_group", "auth_user", "entries_property", "entries_term",
                     "axes_accessattempt", "axes_accesslog", "axes_accessfailurelog")
        for what in ("add", "change", "history", "delete")
        if f"admin:{name}_{what}" not in PAGES
    },
    "admin:entries_entry_step": ELSEWHERE,
    "admin:view_on_site": ELSEWHERE,
    "admin:autocomplete": SCRIPT,
    "admin:entries_entry_autocomplete": SCRIPT,
    "admin:entries_entry_picture": FILE,
    "admin:jsi18n": SCRIPT,
    "desk:date-echo": SCRIPT,
    "desk:name-echo": SCRIPT,
    "desk:alike": SCRIPT,
    "desk:begin": SCRIPT,
    "desk:presence": SCRIPT,
    **{
        f"desk:{name}": STEP
        for name in (
            "turn-off", "end-others", "end-session", "reset-factor", "end-sessions", "comment",
            "assign", "schedule", "judge-pair", "judge-link", "renew-feed", "job-reading",
            "job-write", "job-undo", "job-stop", "job-forget", "language",
        )
    },
    **{
        f"desk:{name}": FILE
        for name in ("changes-feed", "job-faulty", "table", "table-template")
    },
}  # fmt: skip
"""Addresses that nobody looks at, or that look as another does, each with the reason."""
