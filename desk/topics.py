"""Which topic of the guide belongs to which page of the desk, and to which rows of a form."""

from typing import Final

from entries.choices import Kind

DESK: Final = {
    "account": "account", "others-account": "account", "set-up": "account", "verify": "account",
    "new-codes": "account", "turn-off": "account",
    "merge": "merging", "merges": "merging", "merge-report": "merging", "merge-undo": "merging",
    "close": "law",
    "history": "history", "compare": "history", "revision": "history", "restore": "history",
    "deleted": "history", "undelete": "history",
    "review": "review", "comment": "review", "assign": "review", "schedule": "review",
    "preview": "preview",
    "duplicates": "work-lists", "work": "work-lists", "changes": "changes",
    "authority": "authorities", "chosen": "many-at-once",
    "jobs": "tables", "job": "tables", "job-columns": "tables", "job-questions": "tables",
    "job-reading": "tables", "job-write": "tables",
    "help": "first-entry", "help-topic": "first-entry",
}  # fmt: skip
"""By the name of an address of the desk."""

ADMIN: Final = {
    "index": "work-lists", "app_list": "work-lists",
    "password_change": "account", "password_change_done": "account",
    "auth_user": "rights", "auth_group": "rights", "desk_rightsrecord": "rights",
    "entries_property": "statements", "entries_term": "statements",
    "entries_statement": "statements", "entries_name": "names",
    "entries_auditrecord": "history", "entries_entry": "work-lists",
    "corrections_correction": "corrections", "axes": "account",
}  # fmt: skip
"""By how the name of an address of the admin begins; of the kinds of entry, see `STEPS`."""

STEPS: Final = {
    "add": "first-entry", "change": "first-entry", "changelist": "many-at-once",
    "delete": "review", "step": "review", "history": "history",
}  # fmt: skip
"""By what is done with an entry of any kind."""

ROWS: Final = {
    "names": "names", "texts": "first-entry", "statements": "statements",
    "statements_as_object": "statements", "identifiers": "authorities", "images": "pictures",
    "citations": "statements",
}  # fmt: skip
"""By the name of a list of rows in a form."""


def topic_of(view: str) -> str:
    """Return the topic for the page with this address name (`desk:merge`); empty if none fits."""
    room, _sign, name = view.partition(":")
    if room == "desk":
        return DESK.get(name, "")
    kind = name.split("_")[1] if name.count("_") == 2 else ""  # room_kind_step
    if kind in Kind.values and name.rpartition("_")[2] in STEPS:
        return STEPS[name.rpartition("_")[2]]
    return next((topic for begin, topic in ADMIN.items() if name.startswith(begin)), "")
