"""What keeps an entry from the public: that it is closed, or pictures that lack something.

A picture has words for those who cannot see it, in each language of the archive, a statement of
rights, a credit.

A picture that was public before this was asked for stays public: what is refused is that another
comes, or that one loses what it had.
"""

from collections.abc import Collection, Mapping
from typing import TYPE_CHECKING, Any, Final

from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from entries import licences
from entries.choices import Status
from entries.fields import LANGUAGE_LABELS
from entries.languages import INTERFACE_LANGUAGES, Localised

if TYPE_CHECKING:
    from entries.models import Entry, Image

Lack = str
"""`alt.th`, `alt.en`, `alt.ru`, `rights` or `credit`."""
CODE: Final = "images"
"""Of the error that says why an entry cannot be published: where it is to be mended."""
PLACE: Final = "images-group"
"""The place of the pictures in the form of an entry, as an anchor."""

INCOMPLETE: Final = (
    ~Q(alt__has_keys=list(INTERFACE_LANGUAGES)) | ~Q(rights__in=list(licences.KNOWN)) | Q(credit="")
)
"""Which images lack something, asked of the database; `lacks` asks the same of one."""


def lacks(alt: Localised, rights: str, credit: str) -> list[Lack]:
    """Return what is missing for the public, in the order of the form."""
    found = [f"alt.{tag}" for tag in INTERFACE_LANGUAGES if not alt.get(tag, "").strip()]
    if not credit.strip():
        found.append("credit")
    if rights not in licences.KNOWN:
        found.append("rights")
    return found


def lacks_of(image: "Image") -> list[Lack]:
    """Return what a stored image lacks."""
    return lacks(image.alt, image.rights, image.credit)


def lacks_in(row: Mapping[str, Any]) -> list[Lack]:
    """Return what the image of a record lacks."""
    return lacks(row.get("alt") or {}, row.get("rights") or "", row.get("credit") or "")


def newly_lacking(
    before: Collection[Mapping[str, Any]], after: Collection[Mapping[str, Any]]
) -> list[tuple[Mapping[str, Any], list[Lack]]]:
    """Return the images of the record `after` that lack what they did not lack in `before`."""
    held = {row["file"]: set(lacks_in(row)) for row in before}
    found = ((row, lacks_in(row)) for row in after)
    return [(row, some) for row, some in found if set(some) - held.get(row["file"], set())]


def say_lack(code: Lack) -> str:
    """Return what is missing, as a noun."""
    if code.startswith("alt."):
        language = LANGUAGE_LABELS[code.removeprefix("alt.")]
        return _("a description (%(language)s)") % {"language": language}
    return _("a credit") if code == "credit" else _("a statement of rights")


def say_lacks(name: str, some: Collection[Lack]) -> str:
    """Return the sentence about one image."""
    told = {"image": name, "what": ", ".join(map(say_lack, some))}
    return _("The picture “%(image)s” lacks %(what)s.") % told


def say_incomplete(images: Collection["Image"]) -> str:
    """Return why an entry with these images, each lacking something, cannot be published."""
    first = next(iter(images))
    said = [say_lacks(str(first), lacks_of(first))]
    more = len(images) - 1
    if more:
        counted = ngettext(
            "%(count)d more picture lacks something.",
            "%(count)d more pictures lack something.",
            more,
        )
        said.append(counted % {"count": more})
    said.append(_("Add it under “Images” in the form of the entry."))
    return " ".join(said)


def incomplete_images(keys: Collection[int]) -> dict[int, list["Image"]]:
    """Return the images of these entries that lack something, by entry (one query)."""
    from entries.models import Image

    found: dict[int, list[Image]] = {}
    for image in Image.objects.filter(INCOMPLETE, entry__in=keys):
        found.setdefault(image.entry_id, []).append(image)
    return found


def refuse_incomplete(key: int) -> None:
    """Raise ValidationError if an image of the entry with this key lacks something (one query)."""
    images = incomplete_images([key]).get(key)
    if images:
        raise ValidationError(say_incomplete(images), code=CODE)


def closed_keys(keys: Collection[int]) -> set[int]:
    """Return which of these entries are closed for law or privacy (one query)."""
    from entries.models import Entry

    closed = Entry.objects.filter(pk__in=keys, closures__isnull=False, closures__lifted_at=None)
    return set(closed.values_list("pk", flat=True))


def is_closed(entry: "Entry") -> bool:
    """Tell whether an entry is closed: what is not withdrawn never is (one query at most)."""
    return entry.status == Status.WITHDRAWN and bool(closed_keys([entry.pk]))


def say_closed() -> str:
    """Return why what is closed cannot be published."""
    return _("It is closed for law or privacy: lift that first.")


def refuse_closed(key: int) -> None:
    """Raise ValidationError if the entry with this key is closed (one query)."""
    if closed_keys([key]):
        raise ValidationError(say_closed())
