"""What may be wrong about serials and their issues."""

from typing import Final

from django.db.models import F, Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from entries.doubts import Check, when
from works.models import Issue


def _say_outside(issue: Issue) -> str:
    told = {
        "issue": str(issue),
        "date": when(issue.span),
        "publication": str(issue.publication),
        "years": when(issue.publication.span),
    }
    return _("%(issue)s is dated %(date)s, but %(publication)s: %(years)s.") % told


CHECKS: Final = (
    Check(
        "issue-outside-run",
        "dates",
        gettext_lazy("An issue outside the run of its serial"),
        Issue,
        Q(date_latest__lt=F("publication__span_earliest"))
        | Q(date_earliest__gt=F("publication__span_latest")),
        _say_outside,
        "pk",
        ("pk", "publication"),
        ("publication",),
    ),
)
