"""The addresses of the pages of versions, in the reader's language."""

from django.urls import reverse

from browse.addresses import Addressed
from entries.choices import PLURALS, Kind


def version_url(entry: Addressed, number: int) -> str:
    """Return the path of the page of a version."""
    return reverse("browse:version", args=[_plural(entry), entry.pid, number])


def versions_url(entry: Addressed) -> str:
    """Return the path of the list of versions."""
    return reverse("browse:versions", args=[_plural(entry), entry.pid])


def comparison_url(entry: Addressed, before: int, after: int) -> str:
    """Return the path of the page that compares two versions."""
    return reverse("browse:comparison", args=[_plural(entry), entry.pid, after, before])


def _plural(entry: Addressed) -> str:
    return PLURALS[Kind(entry.kind)]
