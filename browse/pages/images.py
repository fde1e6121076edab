"""The images of an entry, with description, credit and rights."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Final

from browse.pages.lines import Picture
from entries.choices import ImageRole
from entries.derivatives import identifier_of, part_of, sizes_of
from entries.images import THUMBNAIL
from entries.languages import show
from entries.licences import KNOWN, label_of
from entries.models import Entry, Image
from entries.prepared import PreparedModels
from interop.iiif.addresses import picture_path

SIDE: Final = 400
"""Longest side of what browsers without a choice show, in pixels."""
FACE: Final = 200
"""Of a portrait in a list."""
LARGEST: Final = 1600
"""Of what browsers may choose for a page; whoever wants more follows the link."""


_images: Final = PreparedModels(Image, lambda keys: Image.objects.filter(entry=keys[0]))
_portraits: Final = PreparedModels(
    Image,
    lambda keys: Image.objects.filter(entry__in=keys, role=ImageRole.PORTRAIT).order_by(
        "-position", "-pk"
    ),
)


def fetch(entry: Entry) -> list[Picture]:
    """Return the portrait first, then the rest in the editors' order: one query."""
    return tell(_images([entry.pk]))


def tell(images: Iterable[Image]) -> list[Picture]:
    """Return pictures in this order, but portraits first.

    Those of a past version, which are not stored rows, are shown by their files: what is given of a
    picture to anybody who asks is what an entry shows now.
    """
    found = sorted(images, key=lambda image: image.role != ImageRole.PORTRAIT)
    return [_picture(image) for image in found if image.file]


def faces(keys: Sequence[int]) -> dict[int, Picture]:
    """Return a small portrait of each of these entries that has one, by its key (one query)."""
    portraits = _portraits(keys) if keys else []
    return {image.entry_id: _picture(image, FACE) for image in portraits if image.file}


def _shown_size(image: Image) -> tuple[int | None, int | None]:
    """Return the pixels of the small copy, so that a page keeps its room before it has come.

    Of an image that was never measured neither is known.
    """
    if not image.width or not image.height:
        return None, None
    if not image.thumbnail:
        return image.width, image.height
    scale = min(1, THUMBNAIL[0] / image.width, THUMBNAIL[1] / image.height)
    return max(round(image.width * scale), 1), max(round(image.height * scale), 1)


def _picture(image: Image, side: int = SIDE) -> Picture:
    identifier = "" if image._state.adding else identifier_of(image)
    picture = _by_files(image)
    return _by_sizes(image, identifier, picture, side) if identifier else picture


def _by_files(image: Image) -> Picture:
    """Return the picture by the addresses of its files."""
    small = image.thumbnail or image.file
    width, height = _shown_size(image)
    return Picture(
        url=small.url,
        full_url=image.file.url,
        width=width,
        height=height,
        alt=show(image.alt),
        label=image.label,
        credit=image.credit,
        rights=label_of(image.rights),
        rights_url=image.rights if image.rights in KNOWN else "",
        portrait=image.role == ImageRole.PORTRAIT,
    )


def _by_sizes(image: Image, identifier: str, picture: Picture, side: int) -> Picture:
    """Return the picture in the sizes that are offered; of a portrait the part that was chosen."""
    whole = image.width or 1, image.height or 1
    part = part_of(image) if picture.portrait else None
    own = (part.width, part.height) if part is not None else whole
    sizes = [one for one in sizes_of(*own) if max(one) <= LARGEST] or sizes_of(*own)[:1]
    paths = {one: picture_path(identifier, part, one, own) for one in sizes}
    shown = next((one for one in reversed(sizes) if max(one) <= side), sizes[0])
    return replace(
        picture,
        url=paths[shown],
        full_url=picture_path(identifier, None, whole, whole),
        width=shown[0],
        height=shown[1],
        srcset=", ".join(f"{path} {size[0]}w" for size, path in paths.items()),
    )
