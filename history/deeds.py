"""What was done, in words: the actions that the log and the history know."""

from typing import TYPE_CHECKING, Final

from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django.utils.functional import _StrOrPromise

RESTORE: Final = "restore"
UNDELETE: Final = "undelete"

DEEDS: Final[dict[str, "_StrOrPromise"]] = {
    "create": _("created"),
    "change": _("changed"),
    "submit": _("submitted for review"),
    "send_back": _("sent back"),
    "publish": _("published"),
    "withdraw": _("withdrawn"),
    "close": _("closed for law or privacy"),
    "lift": _("closure lifted"),
    "merge": _("merged"),
    "unmerge": _("merge undone"),
    RESTORE: _("earlier revision restored"),
    "delete": _("deleted"),
    UNDELETE: _("brought back"),
    "import": _("imported"),
    "begin": _("history begun"),
    "mend": _("history mended"),
    "statement": _("changed with another entry"),
}


def say_deed(action: str) -> str:
    """Return an action in words; one that is not known goes by its code."""
    return str(DEEDS.get(action, action))
