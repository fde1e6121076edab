"""Smaller pictures and parts, made of the stored ones when they are first asked for, and kept.

A stored picture never changes, so a derivative holds for good; another part has another address.
What can be asked for is a short list (`offered`), not whatever an address says: nobody fills the
disk, and a static server could answer the same. Deleting the folder `derived` costs time only.
"""

import re
from io import BytesIO
from typing import TYPE_CHECKING, Final, cast

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from PIL import Image as Pictures

from entries.images import BROKEN
from entries.regions import Region

if TYPE_CHECKING:
    from typing import BinaryIO

    from entries.models import Image

FOLDER: Final = "derived"
SIDES: Final = (200, 400, 800, 1600, 3200)
"""Longest sides of the smaller copies, in pixels."""
WHITE: Final = (255, 255, 255)
_FILE: Final = re.compile(r"images/([0-9a-z]{7})/([0-9a-f]{16})\.(?:jpg|png)", re.ASCII)
IDENTIFIER: Final = "[0-9a-z]{7}-[0-9a-f]{16}"

Size = tuple[int, int]
Offer = tuple[Region | None, Size]
"""A part (None for the whole), and the size in which it is given."""


class NoPicture(Exception):
    """The stored file is lost, or no picture any more."""


def identifier_of(image: "Image") -> str:
    """Return the identifier of a stored picture: that of its folder and its random name.

    It stays as long as the file does, which is for good: versions of the record refer to it. Empty
    for a file that was not stored by us, or never measured.
    """
    found = _FILE.fullmatch(str(image.file.name or ""))
    return f"{found[1]}-{found[2]}" if found and image.width and image.height else ""


def files_of(identifier: str) -> list[str]:
    """Return under which paths the picture with this identifier may be stored."""
    folder, _dash, name = identifier.partition("-")
    return [f"images/{folder}/{name}.{suffix}" for suffix in ("jpg", "png")]


def sizes_of(width: int, height: int) -> list[Size]:
    """Return the sizes in which a picture or part of this size is given, its own last."""
    longest = max(width, height)
    smaller = [
        (max(round(width * side / longest), 1), max(round(height * side / longest), 1))
        for side in SIDES
        if side < longest
    ]
    return [*smaller, (width, height)]


def part_of(image: "Image") -> Region | None:
    """Return the part that portraits of an image show; None for the whole."""
    try:
        region = Region.read(image.region)
    except ValueError:
        return None
    if region is None or not region.lies_in(image.width or 0, image.height or 0):
        return None
    return None if region == (0, 0, image.width, image.height) else region


def offered(image: "Image") -> list[Offer]:
    """Return all that is given of a stored picture that was measured."""
    whole: list[Offer] = [(None, size) for size in sizes_of(image.width or 1, image.height or 1)]
    part = part_of(image)
    if part is None:
        return whole
    return [*whole, *((part, size) for size in sizes_of(part.width, part.height))]


def read_derivative(image: "Image", offer: Offer) -> bytes:
    """Return one of those that are offered as JPEG, made now if it never was.

    Raises NoPicture.
    """
    region, size = offer
    name = str(image.file.name)
    if region is None and size == (image.width, image.height) and name.endswith(".jpg"):
        return _read(name)
    stem = name.removeprefix("images/").rpartition(".")[0]
    part = "full" if region is None else "-".join(map(str, region))
    path = f"{FOLDER}/{stem}/{part}/{size[0]}x{size[1]}.jpg"
    if default_storage.exists(path):
        return _read(path)
    content = _make(name, offer)
    stored = default_storage.save(path, ContentFile(content))
    if stored != path:  # somebody else was faster
        default_storage.delete(stored)
    return content


def _read(path: str) -> bytes:
    try:
        with default_storage.open(path) as file:
            content: bytes = file.read()
    except FileNotFoundError as error:
        raise NoPicture from error
    return content


def _make(name: str, offer: Offer) -> bytes:
    """Return a part of a stored picture in a size, as JPEG on white."""
    region, size = offer
    try:
        with default_storage.open(name) as file:
            stored = Pictures.open(cast("BinaryIO", file), formats=("JPEG", "PNG"))
            if region is None:
                stored.draft("RGB", size)  # a JPEG is decoded no larger than it must be
                box = None
            else:
                box = (region.x, region.y, region.x + region.width, region.y + region.height)
            part = stored if box is None else stored.crop(box)
            picture = part.convert("RGBA").resize(size, Pictures.Resampling.LANCZOS)
    except (FileNotFoundError, *BROKEN) as error:
        raise NoPicture from error
    flat = Pictures.new("RGB", size, WHITE)
    flat.paste(picture, mask=picture)
    buffer = BytesIO()
    flat.save(buffer, "JPEG", quality=85, progressive=True)
    return buffer.getvalue()
