"""Pictures on their way in: checked, decoded, stripped of metadata and written anew.

Nothing of an uploaded file is kept but its pixels, so that no script, no GPS position and no
broken header reaches a reader.
"""

import secrets
import struct
import warnings
import zlib
from io import BytesIO
from typing import TYPE_CHECKING, BinaryIO, Final, cast

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.utils.translation import gettext as _
from PIL import Image as Pictures
from PIL import ImageOps, UnidentifiedImageError

if TYPE_CHECKING:
    from django.core.files.base import File

    from entries.models.image import Image

    _Content = ContentFile[bytes]
else:
    _Content = ContentFile

FORMATS: Final = ("JPEG", "PNG", "WEBP", "TIFF")
MAX_BYTES: Final = 20 * 1024 * 1024
MAX_PIXELS: Final = 60_000_000
DEEP: Final = ("I", "I;16", "I;16B", "I;16L", "I;16N", "F")
FULL_SCALE: Final = 2**16 - 1
MAX_SIDE: Final = 8000
THUMBNAIL: Final = (600, 600)
BROKEN: Final = (
    UnidentifiedImageError,
    OSError,
    SyntaxError,
    ValueError,
    TypeError,
    IndexError,
    KeyError,
    EOFError,
    OverflowError,
    struct.error,
    zlib.error,
)
"""What Pillow raises for files that are no picture, broken, or made to break it."""

Pictures.MAX_IMAGE_PIXELS = MAX_PIXELS


class Prepared(_Content):
    """A picture that has been written anew, with its size in pixels and a small copy."""

    def __init__(
        self, content: bytes, name: str, size: tuple[int, int], small: "ContentFile[bytes]"
    ) -> None:
        """Keep what it says of itself, so that nobody has to decode it again."""
        super().__init__(content, name=name)
        self.width, self.height = size
        self.small = small
        self.said = ""
        """The name its owner gave it, if that is known."""


def image_path(instance: "Image", filename: str) -> str:
    """Return where a picture is stored: by entry, under a name that says nothing."""
    return f"images/{instance.entry.pid}/{secrets.token_hex(8)}.{_extension(filename)}"


def thumbnail_path(instance: "Image", filename: str) -> str:
    """Return where the small copy is stored."""
    return f"images/{instance.entry.pid}/{secrets.token_hex(8)}-small.{_extension(filename)}"


def clean_image(upload: "File[bytes]") -> None:
    """Raise ValidationError unless `upload` is a picture of a kind and size that is accepted.

    A file that is stored already was checked when it came, and may by now lie far away.
    """
    if getattr(upload, "_committed", False) or isinstance(upload.file, Prepared):
        return
    if upload.size > MAX_BYTES:
        raise ValidationError(_("The file is larger than 20 MB."), code="too_large")
    try:
        decode(upload)
    except Pictures.DecompressionBombError as error:
        raise ValidationError(
            _("The picture has more than 60 million pixels."), code="too_many_pixels"
        ) from error
    except BROKEN as error:
        raise ValidationError(
            _("This is no JPEG, PNG, WebP or TIFF picture, or it is damaged."), code="no_image"
        ) from error
    finally:
        upload.seek(0)


def decode(upload: "File[bytes] | BinaryIO") -> Pictures.Image:
    """Return the decoded picture, turned upright and in a plain colour mode (RGB or RGBA).

    Of a file with several pictures it is the first. Raises DecompressionBombError for too many
    pixels, before any is decoded, and one of `BROKEN` for what is no picture.
    """
    upload.seek(0)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of pixels too many, which is an error below; of bad EXIF
        picture = Pictures.open(cast("BinaryIO", upload), formats=FORMATS)
        if picture.width * picture.height > MAX_PIXELS:
            raise Pictures.DecompressionBombError
        picture.load()
        upright = ImageOps.exif_transpose(picture)
    if upright.mode in DEEP:
        upright = _eight_bits(upright)
    return upright.convert("RGBA" if upright.has_transparency_data else "RGB")


def prepare(upload: "File[bytes] | BinaryIO") -> Prepared:
    """Return an upload written anew, no side longer than 8000 pixels, with a small copy.

    Raises what `decode` raises.
    """
    picture = decode(upload)
    whole = encode(picture, (MAX_SIDE, MAX_SIDE))
    with Pictures.open(whole) as written:
        size = written.size
    whole.seek(0)
    return Prepared(whole.read(), str(whole.name), size, encode(picture, THUMBNAIL))


def _eight_bits(picture: Pictures.Image) -> Pictures.Image:
    """Return a grey picture of 16 or 32 bits, which Pillow would cut off at 255, in eight.

    Sixteen bits keep their scale; what goes beyond (TIFF of 32 bits) is spread over its own range.
    """
    if picture.mode.startswith("I;"):
        picture = picture.convert("I")
    low, high = cast("tuple[float, float]", picture.getextrema())
    if picture.mode != "F" and low >= 0 and high <= FULL_SCALE:
        low, high = 0, FULL_SCALE
    step = 255 / ((high - low) or 1)
    return picture.convert("F").point(lambda grey: grey * step - low * step).convert("L")


def encode(picture: Pictures.Image, size: tuple[int, int]) -> "ContentFile[bytes]":
    """Return the picture, no larger than `size`, as a new JPEG (or PNG if it is transparent)."""
    copy = Pictures.new(picture.mode, picture.size)
    copy.paste(picture)
    copy.thumbnail(size, Pictures.Resampling.LANCZOS)
    transparent = copy.mode == "RGBA"
    buffer = BytesIO()
    if transparent:
        copy.save(buffer, "PNG", optimize=True)
    else:
        copy.save(buffer, "JPEG", quality=88, progressive=True)
    return ContentFile(buffer.getvalue(), name="image.png" if transparent else "image.jpg")


def _extension(filename: str) -> str:
    """Return png or jpg: `encode` writes nothing else."""
    return "png" if filename.endswith(".png") else "jpg"
