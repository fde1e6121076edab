"""What lacks evidence."""

from typing import Final

from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from entries.doubts import Check
from entries.languages import show
from entries.models import Statement
from sources.models import Citation


def _say_uncited(one: Statement) -> str:
    what = str(one.object or "") or show(one.value).text
    said = " ".join(filter(None, (str(one.property), what)))
    return _("“%(statement)s” names no source.") % {"statement": said}


CHECKS: Final = (
    Check(
        "no-source",
        "evidence",
        gettext_lazy("A statement without a source"),
        Statement,
        Q(~Exists(Citation.objects.filter(statement=OuterRef("pk")))),
        _say_uncited,
        "subject",
        ("subject",),
        ("property", "object"),
    ),
)
