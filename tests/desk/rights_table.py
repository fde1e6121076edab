"""Who may do what at the desk: action × role × status, as data.

A role is the least that is needed: each may all that the ones before it may.
"""

from typing import Final

ROLES: Final = ("anonymous", "staff", "contributor", "editor", "publisher", "superuser")
"""`staff` may enter the admin and is in no group."""
STATUSES: Final = ("own", "draft", "in_review", "published", "withdrawn")
"""`own` is a draft of whoever asks, `draft` one of somebody else."""

C, E, P, NOBODY = "contributor", "editor", "publisher", ""

STEPS: Final = {
    #             own, draft, in review, published, withdrawn
    "submit": (C, E, NOBODY, NOBODY, NOBODY),
    "send_back": (NOBODY, NOBODY, E, NOBODY, NOBODY),
    "publish": (P, P, P, NOBODY, P),
    "withdraw": (NOBODY, NOBODY, NOBODY, P, NOBODY),
}
"""Steps: buttons on the form and on the page of review, and direct POST."""

BULK: Final = {
    "submit_selected": STEPS["submit"],
    "publish_selected": STEPS["publish"],
    "withdraw_selected": STEPS["withdraw"],
    "discard_selected": (E, E, NOBODY, NOBODY, NOBODY),
}
"""The same for what is chosen in a list."""

DEEDS: Final = {
    "save": (C, E, E, E, E),
    "delete": (E, E, NOBODY, NOBODY, NOBODY),
    "restore": (C, E, E, E, E),
    "comment": (C, E, E, E, E),
    "assign": (E, E, E, E, E),
    "schedule": (P, P, P, NOBODY, P),
    "drop": (P, P, P, P, P),
    "close": (NOBODY, NOBODY, NOBODY, P, P),
    "merge": (P, P, P, P, P),
}
"""What else changes an entry, or what is kept about it."""

PAGES: Final = {
    "history": (C, C, C, C, C),
    "revision": (C, C, C, C, C),
    "review": (C, C, C, C, C),
    "restoring": (C, E, E, E, E),
    "deleting": (E, E, NOBODY, NOBODY, NOBODY),
    "preview": (C, E, E, E, E),
    "authority": (C, E, E, E, E),
    "chosen": (C, C, C, C, C),
    "closing": (P, P, P, P, P),
    "merging": (P, P, P, P, P),
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
    "/desk/work/mine/": C,
    "/desk/work/waiting/": C,
    "/desk/work/no-source/": C,
    "/desk/work/duplicates/": C,
    "/desk/jobs/": E,
    "/desk/tables/person.csv": C,
    "/desk/templates/person.csv": C,
    "/desk/account/": "staff",
    "/desk/account/second-factor/": "staff",
    "/admin/desk/rightsrecord/": "superuser",
    "/desk/merge/": P,
    "/desk/merges/": P,
}
"""Pages about many entries, or none."""
