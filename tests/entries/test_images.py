"""What becomes of an uploaded picture."""

import re
import struct
import zlib
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image as Pictures

from entries import images
from entries.choices import ImageRole
from entries.images import clean_image, decode
from entries.models import Entry, Image
from tests import make

ORIENTATION = 0x0112
GPS = 0x8825
LATITUDE_REF, LATITUDE = 1, 2
UPSIDE_DOWN, TURNED_RIGHT = 3, 6


def picture(mode: str = "RGB", size: tuple[int, int] = (40, 20), colour: Any = 0) -> Pictures.Image:
    return Pictures.new(mode, size, colour)


def upload(one: Pictures.Image, format_: str = "PNG", **options: Any) -> "ContentFile[bytes]":
    """Return a picture as an upload in some format."""
    buffer = BytesIO()
    one.save(buffer, format_, **options)
    return ContentFile(buffer.getvalue(), name=f"portrait.{format_.lower()}")


def photograph() -> "ContentFile[bytes]":
    """Return a JPEG that knows where it was taken, its left half red, lying on its side."""
    one = picture(size=(40, 20), colour=(0, 0, 255))
    one.paste((255, 0, 0), (0, 0, 20, 20))
    exif = Pictures.Exif()
    exif[ORIENTATION] = TURNED_RIGHT
    exif[GPS] = {LATITUDE_REF: "N", LATITUDE: (19.0, 20.0, 36.0)}
    return upload(one, "JPEG", exif=exif, comment=b"Coyoacan", quality=95)


def store(file: Any, **columns: Any) -> Image:
    """Store an upload as the portrait of Trotsky."""
    entry = Entry.objects.get(pk=make.make_person().pk)
    image = Image(entry=entry, role=ImageRole.PORTRAIT, file=file, **columns)
    image.full_clean(exclude=["thumbnail"])
    image.save()
    return Image.objects.get(pk=image.pk)


def faults(content: bytes, name: str = "portrait.png") -> list[str]:
    """Return the codes of what is found wrong with a file."""
    with pytest.raises(ValidationError) as refused:
        clean_image(SimpleUploadedFile(name, content))
    return [str(error.code) for error in refused.value.error_list]


@pytest.mark.django_db
def test_a_photograph_loses_the_place_where_it_was_taken() -> None:
    before = photograph()
    assert GPS in Pictures.open(before).getexif()

    image = store(before)

    for file in (image.file, image.thumbnail):
        with file.open() as stored, Pictures.open(stored) as written:
            assert dict(written.getexif()) == {}
            assert "exif" not in written.info
            assert "comment" not in written.info
        assert b"Coyoacan" not in Path(file.path).read_bytes()


@pytest.mark.django_db
def test_a_photograph_is_turned_upright() -> None:
    image = store(photograph())

    assert (image.width, image.height) == (20, 40)
    with image.file.open() as stored, Pictures.open(stored) as written:
        top, bottom = written.getpixel((10, 3)), written.getpixel((10, 36))
    assert isinstance(top, tuple)
    assert isinstance(bottom, tuple)
    assert top[0] > 200
    assert top[2] < 50
    assert bottom[2] > 200
    assert bottom[0] < 50


@pytest.mark.django_db
def test_a_large_picture_gets_a_small_copy() -> None:
    image = store(upload(picture(size=(1200, 900))))

    with image.thumbnail.open() as stored, Pictures.open(stored) as small:
        assert small.size == (600, 450)
    assert (image.width, image.height) == (1200, 900)
    assert str(image) == "portrait"


@pytest.mark.django_db
def test_a_file_is_stored_under_a_name_that_says_nothing() -> None:
    image = store(upload(picture()), label="1")

    folder = f"images/{image.entry.pid}"
    assert re.fullmatch(rf"{folder}/[0-9a-f]{{16}}\.jpg", str(image.file.name))
    assert re.fullmatch(rf"{folder}/[0-9a-f]{{16}}-small\.jpg", str(image.thumbnail.name))
    assert str(image) == "portrait 1"


@pytest.mark.django_db
def test_a_stored_picture_is_not_written_again_nor_even_opened() -> None:
    image = store(upload(picture()))
    name = image.file.name
    Path(image.file.path).unlink()

    image.credit = "David King Collection"
    image.full_clean(exclude=["thumbnail"])
    image.save()

    assert Image.objects.get(pk=image.pk).file.name == name


@pytest.mark.django_db
def test_files_outlive_their_rows_for_the_sake_of_earlier_versions() -> None:
    image = store(upload(picture()))
    first = Path(image.file.path)

    image.file = upload(picture(colour=(9, 9, 9)))
    image.save()
    second = Path(image.file.path)
    image.delete()

    assert first != second
    assert first.exists()
    assert second.exists()


@pytest.mark.parametrize(
    ("mode", "format_", "colour", "seen"),
    [
        ("RGB", "JPEG", (200, 30, 30), (200, 30, 30)),
        ("RGB", "WEBP", (200, 30, 30), (200, 30, 30)),
        ("RGB", "TIFF", (200, 30, 30), (200, 30, 30)),
        ("CMYK", "JPEG", (0, 255, 255, 0), (255, 0, 0)),
        ("L", "PNG", 120, (120, 120, 120)),
        ("1", "PNG", 1, (255, 255, 255)),
        ("I;16", "PNG", 30_000, (117, 117, 117)),
        ("I;16B", "TIFF", 30_000, (117, 117, 117)),
        ("I", "TIFF", 30_000, (117, 117, 117)),
        ("LA", "PNG", (120, 0), (120, 120, 120, 0)),
        ("RGBA", "PNG", (1, 2, 3, 40), (1, 2, 3, 40)),
    ],
)
def test_every_usual_colour_mode_comes_out_plain(
    mode: str, format_: str, colour: Any, seen: tuple[int, ...]
) -> None:
    result = decode(upload(picture(mode, colour=colour), format_))

    assert result.mode == ("RGBA" if len(seen) == 4 else "RGB")
    found = result.getpixel((5, 5))
    assert isinstance(found, tuple)
    assert all(abs(a - b) <= 6 for a, b in zip(found, seen, strict=True))


def test_depth_beyond_sixteen_bits_is_spread_over_its_own_range() -> None:
    one = picture("F", colour=-1.5)
    one.paste(1.5, (20, 0, 40, 20))

    result = decode(upload(one, "TIFF"))

    assert (result.getpixel((5, 5)), result.getpixel((30, 5))) == ((0, 0, 0), (255, 255, 255))


def test_one_even_grey_of_any_depth_is_no_division_by_zero() -> None:
    assert decode(upload(picture("F", colour=2.5), "TIFF")).getpixel((0, 0)) == (0, 0, 0)


@pytest.mark.django_db
def test_a_palette_keeps_its_transparency() -> None:
    one = picture("P", colour=1)
    one.putpalette([0, 0, 0, 255, 255, 255])

    image = store(upload(one, transparency=1))

    assert Path(image.file.path).suffix == ".png"
    with image.file.open() as stored, Pictures.open(stored) as written:
        assert (written.mode, written.getpixel((0, 0))) == ("RGBA", (255, 255, 255, 0))


def chunk(kind: bytes, data: bytes) -> bytes:
    body = kind + data
    return struct.pack(">I", len(data)) + body + struct.pack(">I", zlib.crc32(body))


def bomb(width: int, height: int) -> bytes:
    """Return a PNG of a few bytes that claims to be this large."""
    header = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    rows = zlib.compress(b"\0" * 1000)
    parts = [chunk(b"IHDR", header), chunk(b"IDAT", rows), chunk(b"IEND", b"")]
    return b"\x89PNG\r\n\x1a\n" + b"".join(parts)


@pytest.mark.parametrize("size", [(8001, 7500), (12_000, 9_000), (50_000, 50_000)])
def test_a_picture_of_too_many_pixels_is_refused_before_it_is_decoded(
    size: tuple[int, int],
) -> None:
    assert faults(bomb(*size)) == ["too_many_pixels"]


def test_a_file_of_too_many_bytes_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(images, "MAX_BYTES", 50)

    assert faults(b"x" * 51) == ["too_large"]


GIF = upload(picture("P"), "GIF").read()
PNG = upload(picture()).read()
JPEG = upload(picture(), "JPEG").read()

NO_PICTURES = {
    "an SVG": b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>',
    "a GIF": GIF,
    "a GIF with a script": b"GIF89a/*" + GIF[8:] + b"*/=1;alert(1)//",
    "a GIF that calls itself PNG": GIF,
    "a page": b"<!DOCTYPE html><script>alert(1)</script>",
    "text": "Пролетарии всех стран, соединяйтесь!".encode(),
    "nothing": b"",
    "half a PNG": PNG[: len(PNG) // 2],
    "half a JPEG": JPEG[: len(JPEG) // 3],
    "a PNG without pixels": bomb(100, 100)[:33] + chunk(b"IEND", b""),
    "a PNG of no size": bomb(0, 5),
}


@pytest.mark.parametrize("what", NO_PICTURES)
def test_what_is_no_picture_is_refused(what: str) -> None:
    assert faults(NO_PICTURES[what]) == ["no_image"]


def test_no_broken_file_makes_more_than_an_error_for_the_editor() -> None:
    """Break good files in every byte of their heads, one at a time."""
    for good in (PNG, JPEG, upload(picture(), "TIFF").read(), upload(picture(), "WEBP").read()):
        for at in range(min(len(good), 160)):
            broken = bytearray(good)
            broken[at] ^= 0xFF
            try:
                clean_image(SimpleUploadedFile("x.png", bytes(broken)))
            except ValidationError as error:
                assert error.code in {"no_image", "too_many_pixels"}  # noqa: PT017


@pytest.mark.django_db
def test_a_script_behind_the_pixels_is_left_behind() -> None:
    script = b"<?php system($_GET['c']); ?>"
    image = store(SimpleUploadedFile("x.png", PNG + script))

    assert script not in Path(image.file.path).read_bytes()


def test_a_file_is_at_its_beginning_after_it_was_looked_at() -> None:
    file = upload(picture())
    clean_image(file)

    assert file.tell() == 0
