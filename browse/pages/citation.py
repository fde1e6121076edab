"""How to cite an entry: its permanent address and one line of plain text."""

from dataclasses import dataclass

from django.conf import settings
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from browse.addresses import permanent_url
from entries.models import Entry


@dataclass(frozen=True, slots=True)
class Cite:
    """What the box “Cite this entry” holds."""

    url: str
    text: str


def cite(entry: Entry) -> Cite:
    """Return the citation of `entry` as it is today."""
    url = permanent_url(entry)
    text = _("“{name}”. {archive}. Last changed {changed}. {url} (accessed {today}).").format(
        name=entry.label.text or entry.pid,
        archive=settings.SITE_NAME,
        changed=date_format(entry.changed_at, "DATE_FORMAT"),
        url=url,
        today=date_format(timezone.now(), "DATE_FORMAT"),
    )
    return Cite(url, text)
