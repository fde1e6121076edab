"""The pictures of an entry as a manifest: https://iiif.io/api/presentation/3.0/#52-manifest.

A canvas for each, in the order of the page. Rights and credit stand where viewers must show them,
what can be seen in `summary`, in all its languages.
"""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any, Final

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext_lazy, override

from entries.choices import ImageRole
from entries.derivatives import Offer, identifier_of, part_of, sizes_of
from entries.languages import Localised
from entries.licences import KNOWN, label_of
from entries.models import Entry, Image
from interop.iiif.addresses import absolute, picture_path
from interop.iiif.info import image_service

if TYPE_CHECKING:
    from django.utils.functional import _StrOrPromise

CONTEXT: Final = "http://iiif.io/api/presentation/3/context.json"
CREDIT: Final = gettext_lazy("Credit")
SMALL: Final = 400
"""Longest side of thumbnails, in pixels."""

Document = dict[str, Any]


def shown_images(entry: Entry) -> list[Image]:
    """Return the images that have an identifier, portraits first (one query)."""
    found = [image for image in Image.objects.filter(entry=entry.pk) if identifier_of(image)]
    return sorted(found, key=lambda image: image.role != ImageRole.PORTRAIT)


def build_manifest(entry: Entry, images: Sequence[Image]) -> Document:
    """Return the manifest of a published entry with these images, one at least."""
    rights = {image.rights for image in images}
    document: Document = {
        "@context": CONTEXT,
        "id": absolute(reverse("interop:manifest", args=[entry.pid])),
        "type": "Manifest",
        "label": language_map(entry.labels) or {"none": [entry.pid]},
        "requiredStatement": _required(image.credit or label_of(image.rights) for image in images),
        "thumbnail": [_thumbnail(images[0])],
        "behavior": ["paged" if _are_pages(images) else "individuals"],
        "homepage": [_homepage(entry)],
        "seeAlso": [_record(entry)],
        "items": [_canvas(entry, image) for image in images],
    }
    if len(rights) == 1 and rights <= KNOWN.keys():
        document["rights"] = rights.pop()
    return {key: value for key, value in document.items() if value}


def language_map(texts: Localised) -> dict[str, list[str]]:
    """Return texts as the specification writes them: a list for each language."""
    return {tag: [text] for tag, text in sorted(texts.items()) if text}


def _are_pages(images: Iterable[Image]) -> bool:
    return all(image.role == ImageRole.PAGE for image in images)


def _required(said: Iterable[str]) -> Document:
    """Return what viewers must show: the credits, each once, in no language."""
    credits_ = list(dict.fromkeys(one for one in said if one))
    return {"label": _in_all(CREDIT), "value": {"none": credits_}} if credits_ else {}


def _in_all(word: "_StrOrPromise") -> dict[str, list[str]]:
    """Return a word of the interface in each of its languages."""
    found = {}
    for tag, _name in settings.LANGUAGES:
        with override(tag):
            found[tag] = [str(word)]
    return found


def _homepage(entry: Entry) -> Document:
    return {
        "id": absolute(entry.get_absolute_url()),
        "type": "Text",
        "label": language_map(entry.labels) or {"none": [entry.pid]},
        "format": "text/html",
    }


def _record(entry: Entry) -> Document:
    return {
        "id": absolute(reverse("interop:entry-json", args=[entry.pid])),
        "type": "Dataset",
        "format": "application/json",
        "profile": absolute(reverse("interop:record-schema")),
    }


def _canvas(entry: Entry, image: Image) -> Document:
    """Return one image as a canvas of its size, with itself painted on it."""
    identifier = identifier_of(image)
    width, height = image.width or 1, image.height or 1
    uri = absolute(f"{entry.get_absolute_url()}/canvas/{identifier}")
    body = {
        "id": absolute(picture_path(identifier, None, (width, height), (width, height))),
        "type": "Image",
        "format": "image/jpeg",
        "width": width,
        "height": height,
        "service": [image_service(image)],
    }
    painted = {
        "id": f"{uri}/image",
        "type": "Annotation",
        "motivation": "painting",
        "target": uri,
        "body": body,
    }
    canvas: Document = {
        "id": uri,
        "type": "Canvas",
        "label": _label(image),
        "summary": language_map(image.alt),
        "requiredStatement": _required([image.credit or label_of(image.rights)]),
        "rights": image.rights if image.rights in KNOWN else "",
        "width": width,
        "height": height,
        "thumbnail": [_thumbnail(image)],
        "items": [{"id": f"{uri}/page", "type": "AnnotationPage", "items": [painted]}],
    }
    return {key: value for key, value in canvas.items() if value}


def _label(image: Image) -> dict[str, list[str]]:
    """Return what a canvas is called: the number of a page, else what kind of picture it is."""
    if image.label:
        return {"none": [image.label]}
    return _in_all(ImageRole(image.role).label)


def small_offer(image: Image, side: int = SMALL) -> Offer:
    """Return the offer for a small picture: of a portrait the part that was chosen."""
    part = part_of(image) if image.role == ImageRole.PORTRAIT else None
    width, height = (part.width, part.height) if part else (image.width or 1, image.height or 1)
    sizes = sizes_of(width, height)
    return part, next((one for one in reversed(sizes) if max(one) <= side), sizes[0])


def _thumbnail(image: Image) -> Document:
    part, size = small_offer(image)
    whole = (part.width, part.height) if part else (image.width or 1, image.height or 1)
    return {
        "id": absolute(picture_path(identifier_of(image), part, size, whole)),
        "type": "Image",
        "format": "image/jpeg",
        "width": size[0],
        "height": size[1],
    }
