"""The images of an entry, with description, credit and rights."""

from collections.abc import Iterable

from browse.pages.lines import Picture
from entries.choices import ImageRole
from entries.images import THUMBNAIL
from entries.languages import show
from entries.models import Entry, Image


def fetch(entry: Entry) -> list[Picture]:
    """Return the portrait first, then the rest in the editors' order: one query."""
    return tell(Image.objects.filter(entry=entry))


def tell(images: Iterable[Image]) -> list[Picture]:
    """Return pictures in this order, but portraits first."""
    found = sorted(images, key=lambda image: image.role != ImageRole.PORTRAIT)
    return [_picture(image) for image in found if image.file]


def _shown_size(image: Image) -> tuple[int | None, int | None]:
    """Return the pixels of what is shown, so that a page keeps its room before it has come.

    Of an image that was never measured neither is known.
    """
    if not image.width or not image.height:
        return None, None
    if not image.thumbnail:
        return image.width, image.height
    scale = min(1, THUMBNAIL[0] / image.width, THUMBNAIL[1] / image.height)
    return max(round(image.width * scale), 1), max(round(image.height * scale), 1)


def _picture(image: Image) -> Picture:
    small = image.thumbnail or image.file
    width, height = _shown_size(image)
    parts = (image.label, image.credit, image.rights)
    return Picture(
        url=small.url,
        full_url=image.file.url,
        width=width,
        height=height,
        alt=show(image.alt),
        caption=" · ".join(part for part in parts if part),
        portrait=image.role == ImageRole.PORTRAIT,
    )
