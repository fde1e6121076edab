"""Pictures that wait for their form to be saved.

No browser sends a file twice by itself, so a form that could not be saved would lose it. What was
uploaded is checked and written anew at once, as it will be stored, and put aside in the folder of
the day; the form carries a token, signed and bound to the editor, in its place. What nobody comes
back for goes after some days: the command `forget_uploads`.
"""

import secrets
from contextlib import suppress
from datetime import date, timedelta
from pathlib import PurePath
from typing import TYPE_CHECKING, Any, Final

from django.core import signing
from django.core.exceptions import PermissionDenied
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.utils import timezone

from entries import rights
from entries.images import Prepared, clean_image, prepare

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser, User
    from django.core.files.base import File

    Somebody = User | AnonymousUser

FOLDER: Final = "incoming"
SALT: Final = "entries.uploads.1"
KEPT_DAYS: Final = 7
LONGEST_NAME: Final = 60


class Kept(Prepared):
    """A picture that was put aside, with the token that leads to it."""

    token: str
    paths: tuple[str, str]
    """Of the picture and of its small copy."""

    @property
    def small_url(self) -> str:
        """The address of the small copy, which nobody can guess."""
        return default_storage.url(self.paths[1])


def take_upload(user: "Somebody", upload: "File[bytes]") -> Kept:
    """Check an upload and put it aside.

    Raises PermissionDenied unless `user` may add pictures, and ValidationError for what is none.
    """
    if not rights.may_upload(user):
        raise PermissionDenied
    clean_image(upload)
    return keep(user, prepare(upload), str(upload.name))


def keep(user: "Somebody", picture: Prepared, name: str) -> Kept:
    """Put aside a picture that has been written anew; `name` is what its owner calls it."""
    if isinstance(picture, Kept):
        return picture
    suffix = PurePath(str(picture.name)).suffix
    stem = f"{FOLDER}/{timezone.localdate().isoformat()}/{secrets.token_hex(16)}"
    picture.seek(0)
    picture.small.seek(0)
    paths = (
        default_storage.save(f"{stem}{suffix}", picture),
        default_storage.save(f"{stem}-small{suffix}", picture.small),
    )
    called = PurePath(name).stem[:LONGEST_NAME] + suffix
    content = {
        "paths": paths,
        "name": called,
        "size": [picture.width, picture.height],
        "user": user.pk,
    }
    picture.seek(0)
    return _kept(content, signing.dumps(content, salt=SALT), picture.read(), picture.small)


def find(user: "Somebody", token: str) -> Kept | None:
    """Return what was put aside by this editor; None if it is gone, or the token is not ours."""
    age = timedelta(days=KEPT_DAYS)
    try:
        content = signing.loads(token, salt=SALT, max_age=age)
    except signing.BadSignature:
        return None
    if content["user"] != user.pk:
        return None
    try:
        whole, small = (_read(path) for path in content["paths"])
    except FileNotFoundError:
        return None
    return _kept(content, token, whole, ContentFile(small, name=content["paths"][1]))


def forget(kept: Kept) -> None:
    """Remove what was put aside: it is stored now."""
    for path in kept.paths:
        default_storage.delete(path)


def forget_older(days: int = KEPT_DAYS) -> int:
    """Remove what was put aside this many days ago or earlier; return how many files."""
    last = timezone.localdate() - timedelta(days=days)
    try:
        folders, _files = default_storage.listdir(FOLDER)
    except FileNotFoundError:
        return 0
    gone = 0
    for day in folders:
        try:
            is_old = date.fromisoformat(day) <= last
        except ValueError:
            continue
        if is_old:
            for name in default_storage.listdir(f"{FOLDER}/{day}")[1]:
                default_storage.delete(f"{FOLDER}/{day}/{name}")
                gone += 1
            with suppress(OSError):
                default_storage.delete(f"{FOLDER}/{day}")
    return gone


def _read(path: str) -> bytes:
    with default_storage.open(path) as file:
        content: bytes = file.read()
    return content


def _kept(content: dict[str, Any], token: str, whole: bytes, small: "ContentFile[bytes]") -> Kept:
    width, height = content["size"]
    small.seek(0)
    kept = Kept(whole, content["name"], (width, height), small)
    kept.token = token
    kept.paths = (content["paths"][0], content["paths"][1])
    return kept
