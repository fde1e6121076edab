"""The images of an entry, with description, credit and rights."""

from collections.abc import Iterable

from browse.pages.lines import Picture
from entries.choices import ImageRole
from entries.languages import show
from entries.models import Entry, Image


def fetch(entry: Entry) -> list[Picture]:
    """Return the portrait first, then the rest in the editors' order: one query."""
    return tell(Image.objects.filter(entry=entry))


def tell(images: Iterable[Image]) -> list[Picture]:
    """Return pictures in this order, but portraits first."""
    found = sorted(images, key=lambda image: image.role != ImageRole.PORTRAIT)
    return [_picture(image) for image in found if image.file]


def _picture(image: Image) -> Picture:
    small = image.thumbnail or image.file
    parts = (image.label, image.credit, image.rights)
    return Picture(
        url=small.url,
        full_url=image.file.url,
        width=image.width,
        height=image.height,
        alt=show(image.alt),
        caption=" · ".join(part for part in parts if part),
        portrait=image.role == ImageRole.PORTRAIT,
    )
