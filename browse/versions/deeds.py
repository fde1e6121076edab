"""What led to a version, in words. Who did it and why is for the desk alone."""

from typing import Final

from django.utils.functional import Promise
from django.utils.translation import pgettext_lazy

DEEDS: Final[dict[str, Promise]] = {
    "publish": pgettext_lazy("what led to a version", "published"),
    "import": pgettext_lazy("what led to a version", "imported"),
    "merge": pgettext_lazy("what led to a version", "another entry merged with it"),
    "unmerge": pgettext_lazy("what led to a version", "a merge undone"),
    "restore": pgettext_lazy("what led to a version", "an earlier state restored"),
    "statement": pgettext_lazy(
        "what led to a version", "changed with an entry that is connected with it"
    ),
    "begin": pgettext_lazy("what led to a version", "as it stood when versions began to be kept"),
}
"""By the action of the log; every other changed the entry."""

CHANGED: Final = pgettext_lazy("what led to a version", "changed")


def deed_in_words(action: str) -> Promise:
    """Return what led to a version."""
    return DEEDS.get(action, CHANGED)
