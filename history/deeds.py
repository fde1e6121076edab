"""What was done, in words: the actions that the log and the history know."""

from typing import TYPE_CHECKING, Final

from django.utils.translation import pgettext_lazy

if TYPE_CHECKING:
    from django.utils.functional import _StrOrPromise

RESTORE: Final = "restore"
UNDELETE: Final = "undelete"

DEEDS: Final[dict[str, "_StrOrPromise"]] = {
    "create": pgettext_lazy("deed", "created"),
    "change": pgettext_lazy("deed", "changed"),
    "submit": pgettext_lazy("deed", "submitted for review"),
    "send_back": pgettext_lazy("deed", "sent back"),
    "publish": pgettext_lazy("deed", "published"),
    "approve": pgettext_lazy("deed", "looked at by somebody else"),
    "assign": pgettext_lazy("deed", "put into somebody’s hands"),
    "comment": pgettext_lazy("deed", "commented"),
    "schedule": pgettext_lazy("deed", "planned to be published"),
    "unschedule": pgettext_lazy("deed", "plan to publish dropped"),
    "keep_apart": pgettext_lazy("deed", "kept apart from another entry"),
    "propose_again": pgettext_lazy("deed", "proposed again as the same as another entry"),
    "withdraw": pgettext_lazy("deed", "withdrawn"),
    "close": pgettext_lazy("deed", "closed for law or privacy"),
    "lift": pgettext_lazy("deed", "closure lifted"),
    "merge": pgettext_lazy("deed", "merged"),
    "unmerge": pgettext_lazy("deed", "merge undone"),
    RESTORE: pgettext_lazy("deed", "earlier revision restored"),
    "delete": pgettext_lazy("deed", "deleted"),
    UNDELETE: pgettext_lazy("deed", "brought back"),
    "import": pgettext_lazy("deed", "imported"),
    "begin": pgettext_lazy("deed", "history begun"),
    "mend": pgettext_lazy("deed", "history mended"),
    "statement": pgettext_lazy("deed", "changed with another entry"),
}


def say_deed(action: str) -> str:
    """Return an action in words; one that is not known goes by its code."""
    return str(DEEDS.get(action, action))
