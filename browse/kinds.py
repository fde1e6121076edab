"""The kinds of entry as readers meet them: in addresses and as headings."""

from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from entries.choices import PLURALS, Kind

HEADINGS: Final[dict[str, Promise]] = {
    Kind.PERSON: _("Persons"),
    Kind.ORGANISATION: _("Organisations"),
    Kind.PUBLICATION: _("Publications"),
    Kind.ISSUE: _("Issues"),
    Kind.WORK: _("Works"),
    Kind.EVENT: _("Events"),
    Kind.PLACE: _("Places"),
    Kind.TOPIC: _("Topics"),
    Kind.SOURCE: _("Sources"),
}


class KindConverter:
    """The plural of a kind in an address, such as ``persons``; the view is given it as it is."""

    regex = "|".join(PLURALS.values())

    def to_python(self, value: str) -> str:
        """Take the plural as it stands."""
        return value

    def to_url(self, value: str) -> str:
        """Give the plural as it stands."""
        return value
