"""Who may do what at the desk: action × role × status, as data.

A role is the least that is needed: each may all that the ones before it may.
"""

from typing import Final

from django.urls import reverse

ROLES: Final = ("anonymous", "staff", "contributor", "editor", "publisher", "superuser")
"""`staff` may enter the admin and is in no group."""
STATUSES: Final = (
    *("own", "draft", "in_review", "published", "withdrawn"),
    *("closed", "merged"),
)
"""`own` is a draft of whoever asks, `draft` one of somebody else; `closed` is withdrawn for law or
privacy, `merged` was merged into another.
"""

C, E, P, NOBODY = "contributor", "editor", "publisher", ""

STEPS: Final = {
    #             own, draft, in review, published, withdrawn, closed, merged
    "submit": (C, E, NOBODY, NOBODY, NOBODY, NOBODY, NOBODY),
    "send_back": (NOBODY, NOBODY, E, NOBODY, NOBODY, NOBODY, NOBODY),
    "publish": (P, P, P, NOBODY, P, NOBODY, NOBODY),
    "withdraw": (NOBODY, NOBODY, NOBODY, P, NOBODY, NOBODY, NOBODY),
}
"""Steps: buttons on the form and on the page of review, and direct POST."""

BULK: Final = {
    "submit_selected": STEPS["submit"],
    "publish_selected": STEPS["publish"],
    "withdraw_selected": STEPS["withdraw"],
    "discard_selected": (E, E, NOBODY, NOBODY, NOBODY, NOBODY, NOBODY),
}
"""The same for what is chosen in a list."""

DEEDS: Final = {
    "save": (C, E, E, E, E, E, NOBODY),
    "delete": (E, E, NOBODY, NOBODY, NOBODY, NOBODY, NOBODY),
    "restore": (C, E, E, E, E, E, NOBODY),
    "comment": (C, E, E, E, E, E, E),
    "assign": (E, E, E, E, E, E, E),
    "schedule": (P, P, P, NOBODY, P, NOBODY, NOBODY),
    "drop": (P, P, P, P, P, P, P),
    "close": (NOBODY, NOBODY, NOBODY, P, P, P, NOBODY),
    "merge": (P, P, P, P, P, NOBODY, NOBODY),
    "say_from_the_other_end": (C, E, E, E, E, E, NOBODY),
    "take_of_authority": (C, E, E, E, E, E, NOBODY),
    "change_many": (E, E, E, E, E, E, E),
}
"""What else changes an entry, or what is kept about it."""

PAGES: Final = {
    "history": (C, C, C, C, C, C, C),
    "revision": (C, C, C, C, C, C, C),
    "review": (C, C, C, C, C, C, C),
    "restoring": (C, E, E, E, E, E, E),
    "deleting": (E, E, NOBODY, NOBODY, NOBODY, NOBODY, NOBODY),
    "preview": (C, E, E, E, E, E, NOBODY),
    "authority": (C, E, E, E, E, E, NOBODY),
    "chosen": (C, C, C, C, C, C, C),
    "closing": (P, P, P, P, P, P, P),
    "merging": (P, P, P, P, P, P, P),
}
"""Pages about one entry, beside its form, which all that may enter the desk may look at."""

OBJECT: Final = "app_label=entries&model_name=statement&field_name=object"
"""What the box for the object of a statement asks with."""

ROUTES: Final = {
    "/admin/": "staff",
    "/admin/entries/entry/": C,
    "/admin/people/person/": C,
    "/admin/people/person/add/": C,
    f"/admin/entries/entry/autocomplete/?{OBJECT}": C,
    "/admin/entries/property/": C,
    "/admin/entries/property/add/": E,
    "/admin/entries/term/add/": E,
    "/admin/entries/auditrecord/": C,
    "/admin/entries/auditrecord/add/": NOBODY,
    "/admin/corrections/correction/": E,
    "/admin/auth/user/": "superuser",
    "/desk/alike/?kind=person&text=Trotsky": C,
    "/desk/changes/": C,
    "/desk/deleted/": C,
    reverse("desk:work", args=["mine"]): C,
    reverse("desk:work", args=["waiting"]): C,
    reverse("desk:work", args=["no-source"]): C,
    reverse("desk:duplicates"): C,
    "/desk/jobs/": E,
    "/desk/tables/person.csv": C,
    "/desk/templates/person.csv": C,
    "/desk/account/": "staff",
    "/desk/help/": "staff",
    "/desk/help/dates/": "staff",
    "/desk/account/second-factor/": "staff",
    "/admin/desk/rightsrecord/": "superuser",
    "/desk/merge/": P,
    "/desk/merges/": P,
}
"""Pages about many entries, or none."""

SUPERUSER = "superuser"

DESK: Final = {
    "begin_in_a_picker": C,
    "renew_feed": C,
    "undelete": E,
    "unmerge": P,
    "keep_apart": E,
    "leave_out_a_dead_link": E,
    "answer_correction": E,
    "erase_correction": P,
    "upload": E,
    "map_columns": E,
    "read_differently": E,
    "answer_questions": E,
    "write_import": E,
    "undo_import": E,
    "stop_job": E,
    "forget_job": E,
    "add_property": E,
    "change_property": E,
    "delete_property": E,
    "add_term": E,
    "change_term": E,
    "delete_term": E,
    "change_log": NOBODY,
    "change_own_password": "staff",
    "end_own_session": "staff",
    "end_session_of_another": SUPERUSER,
    "end_all_sessions_of_another": SUPERUSER,
    "reset_factor": SUPERUSER,
    "add_user": SUPERUSER,
    "change_user": SUPERUSER,
    "delete_user": SUPERUSER,
    "set_password": SUPERUSER,
    "add_group": SUPERUSER,
    "change_group": SUPERUSER,
    "delete_group": SUPERUSER,
}
"""What is done at the desk and is about no single entry, by POST."""

WORDS: Final = {
    "submit": "submit for review",
    "send_back": "send back",
    "publish": "publish, at once or in a list",
    "withdraw": "withdraw",
    "save": "save: names, texts, statements, pictures, citations",
    "delete": "delete",
    "restore": "restore a revision",
    "comment": "comment",
    "assign": "hand over",
    "schedule": "plan to publish",
    "drop": "drop the plan",
    "close": "close for law or privacy, or lift that",
    "merge": "merge",
    "say_from_the_other_end": "say something of it from the other end",
    "take_of_authority": "take from an authority",
    "change_many": "begin a change of many",
}
"""How the guide calls what is done with an entry."""
DESK_WORDS: Final = {
    "begin_in_a_picker": "begin an entry in a box that chooses one",
    "renew_feed": "give one’s feed a new address",
    "undelete": "bring back a deleted draft",
    "unmerge": "undo a merge",
    "keep_apart": "say that two are not the same",
    "leave_out_a_dead_link": "leave a dead link out of its list",
    "answer_correction": "answer a reader",
    "erase_correction": "erase what a reader wrote",
    "upload": "import, change many: upload, columns, decide, write, undo, stop, forget",
    "add_property": "properties and terms: add, change, delete",
    "change_own_password": "one’s own password, second factor and sessions",
    "end_session_of_another": "sessions and second factor of others",
    "add_user": "users and groups",
}
"""And what is about no entry; neighbours with the same right share a line."""


def guide_lines() -> list[str]:
    """Return the two tables as they stand in the guide."""
    heads = [one.replace("_", " ") for one in STATUSES]
    lines = ["| " + " | ".join(["With an entry", "own draft", *heads[1:]]) + " |"]
    lines.append("| " + " | ".join(["---"] * (len(heads) + 1)) + " |")
    for code, words in WORDS.items():
        needed = {**STEPS, **DEEDS}[code]
        lines.append("| " + " | ".join([words, *(one or "–" for one in needed)]) + " |")
    lines += ["| Otherwise | |", "| --- | --- |"]
    lines += [f"| {words} | {DESK[code]} |" for code, words in DESK_WORDS.items()]
    return lines


OPEN: Final = {
    "admin:login", "admin:logout", "admin:jsi18n", "admin:view_on_site", "desk:language",
    "desk:changes-feed",
}  # fmt: skip
"""Asked for by anybody: they give and change nothing of the archive; a feed asks for its key."""

KIND: Final = (
    "admin:(people_person|people_organisation|works_publication|works_issue|works_work"
    "|events_event|places_place|topics_topic|sources_source|entries_entry)"
)
COVERED: Final = {
    rf"{KIND}_changelist": (*BULK, "merge", "/admin/people/person/"),
    rf"{KIND}_add": ("begin_in_a_picker", "/admin/people/person/add/"),
    rf"{KIND}_change": ("save", "say_from_the_other_end"),
    rf"{KIND}_delete": ("delete", "deleting"),
    rf"{KIND}_history": ("history",),
    rf"{KIND}_step": tuple(STEPS),
    "admin:entries_entry_(autocomplete|picture)": (f"/admin/entries/entry/autocomplete/?{OBJECT}",),
    "admin:entries_(name|statement)_.*": ("save",),
    "admin:entries_auditrecord_.*": ("change_log",),
    "admin:entries_property_.*": ("add_property", "change_property", "delete_property"),
    "admin:entries_term_.*": ("add_term", "change_term", "delete_term"),
    "admin:corrections_correction_.*": ("answer_correction", "erase_correction"),
    "admin:auth_user_.*": ("add_user", "change_user", "delete_user", "set_password"),
    "admin:auth_group_.*": ("add_group", "change_group", "delete_group"),
    "admin:axes_.*|admin:desk_rightsrecord_.*": ("/admin/desk/rightsrecord/",),
    "admin:(index|app_list|autocomplete)|None": ("/admin/",),
    "admin:password_change(_done)?": ("change_own_password",),
    "desk:(date|name)-echo": ("/desk/account/",),
    "desk:help": ("/desk/help/",),
    "desk:help-topic": ("/desk/help/dates/",),
    "desk:alike": ("/desk/alike/?kind=person&text=Trotsky",),
    "desk:begin": ("begin_in_a_picker",),
    "desk:(account|verify|set-up|turn-off|new-codes)": ("/desk/account/second-factor/",),
    "desk:end-(others|session)": ("end_own_session", "end_session_of_another"),
    "desk:(others-account|end-sessions)": ("end_all_sessions_of_another",),
    "desk:reset-factor": ("reset_factor",),
    "desk:merge": ("merge", "merging"),
    "desk:(merges|merge-report)": ("/desk/merges/",),
    "desk:merge-undo": ("unmerge",),
    "desk:close": ("close", "closing"),
    "desk:(history|compare)": ("history",),
    "desk:revision": ("revision",),
    "desk:restore": ("restore", "restoring"),
    "desk:review": ("review",),
    "desk:comment": ("comment",),
    "desk:assign": ("assign",),
    "desk:schedule": ("schedule", "drop"),
    "desk:duplicates": (reverse("desk:duplicates"),),
    "desk:judge-pair": ("keep_apart",),
    "desk:judge-link": ("leave_out_a_dead_link",),
    "desk:work": (reverse("desk:work", args=["mine"]),),
    "desk:preview": ("preview",),
    "desk:changes": ("/desk/changes/",),
    "desk:renew-feed": ("renew_feed",),
    "desk:deleted": ("/desk/deleted/",),
    "desk:undelete": ("undelete",),
    "desk:presence": ("save",),
    "desk:authority": ("authority", "take_of_authority"),
    "desk:chosen": ("chosen", "change_many"),
    "desk:jobs": ("upload",),
    "desk:(job|job-faulty)": ("/desk/jobs/",),
    "desk:job-columns": ("map_columns",),
    "desk:job-reading": ("read_differently",),
    "desk:job-questions": ("answer_questions",),
    "desk:job-write": ("write_import",),
    "desk:job-undo": ("undo_import",),
    "desk:job-stop": ("stop_job",),
    "desk:job-forget": ("forget_job",),
    "desk:table": ("/desk/tables/person.csv",),
    "desk:table-template": ("/desk/templates/person.csv",),
}
"""Which rows hold which addresses, by the names of these; a new address needs one."""
