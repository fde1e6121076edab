"""Pictures of a form on their way: those that were sent, those put aside, those to be put aside."""

import re
from collections.abc import Iterable
from functools import partial
from typing import Any, Final

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.http import HttpRequest, JsonResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST
from PIL import Image as Pictures

from entries import rights
from entries.images import BROKEN, MAX_BYTES, Prepared, prepare
from entries.models import Image
from entries.uploads import Kept, find, forget, keep, take_upload

TOKEN: Final = "upload"  # noqa: S105 - the name of a box
PREFIX: Final = "images"
MOST: Final = 100
"""Pictures in one form; DATA_UPLOAD_MAX_NUMBER_FILES says the same of files."""
_TOKEN_BOX: Final = re.compile(rf"({PREFIX}-\d{{1,4}})-{TOKEN}", re.ASCII)
_FILE_BOX: Final = re.compile(rf"{PREFIX}-\d{{1,4}}-file", re.ASCII)


def take_in(request: HttpRequest) -> None:
    """Let the files of a sent form be pictures written anew: those of tokens, and those sent.

    What is no picture stays as it was sent, and is refused when the form is checked.
    """
    boxes = [found[1] for name in request.POST if (found := _TOKEN_BOX.fullmatch(name))]
    for box in boxes[:MOST]:
        token = request.POST[f"{box}-{TOKEN}"]
        if token and f"{box}-file" not in request.FILES:
            kept = find(request.user, token)
            if kept is not None:
                request.FILES[f"{box}-file"] = kept  # type: ignore[assignment]
    for name, file in list(request.FILES.items()):
        if not _FILE_BOX.fullmatch(name) or isinstance(file, Prepared | list):
            continue
        if (file.size or 0) > MAX_BYTES:
            continue
        try:
            picture = prepare(file)
        except (Pictures.DecompressionBombError, *BROKEN):
            file.seek(0)
            continue
        picture.said = str(file.name)
        request.FILES[name] = picture  # type: ignore[assignment]


def keep_unsaved(request: HttpRequest, formsets: Iterable[Any]) -> None:
    """Put aside the pictures of a form that was not saved; its rows are told where they are."""
    for rows in formsets:
        if rows.model is not Image or not rows.is_bound:
            continue
        for form in rows.forms:
            name = f"{form.prefix}-file"
            file = (form.files or {}).get(name)
            if isinstance(file, Prepared) and rights.may_upload(request.user):
                form.files[name] = kept = keep(request.user, file, file.said or str(file.name))
                form.show_picture(kept.small_url, kept.width, kept.height)


def forget_saved(request: HttpRequest) -> None:
    """Remove what was put aside and is stored now, once it is."""
    for file in request.FILES.values():
        if isinstance(file, Kept):
            transaction.on_commit(partial(forget, file), robust=True)


@require_POST
def keep_picture(request: HttpRequest) -> JsonResponse:
    """Check one file that was dropped on a form and put it aside: its token, size and preview.

    Answers 400 with the reason for what is no picture that is accepted. Raises PermissionDenied.
    """
    if not rights.may_upload(request.user):
        raise PermissionDenied
    file: Any = request.FILES.get("file")
    if file is None:
        return JsonResponse({"error": _("No file was sent.")}, status=400)
    try:
        kept = take_upload(request.user, file)
    except ValidationError as error:
        return JsonResponse({"error": " ".join(error.messages)}, status=400)
    return JsonResponse(
        {
            "token": kept.token,
            "name": kept.name,
            "width": kept.width,
            "height": kept.height,
            "preview": kept.small_url,
            "said": say_kept(kept),
        }
    )


def say_kept(kept: Kept) -> str:
    """Return what is known of a picture that was put aside."""
    told = {"name": kept.name, "width": kept.width, "height": kept.height}
    return _("%(name)s, %(width)d × %(height)d pixels: uploaded, stored when you save.") % told
