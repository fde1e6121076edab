"""Answers about pictures. All may be read by scripts of any site (CORS)."""

from typing import Any, Final

from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponsePermanentRedirect,
    JsonResponse,
)
from django.urls import reverse
from django.utils.cache import patch_vary_headers
from django.views.decorators.cache import cache_control
from django.views.decorators.http import conditional_page, require_safe

from entries.choices import Status
from entries.derivatives import NoPicture, Offer, files_of, offered, read_derivative
from entries.models import Image
from interop.answers import HttpResponseSeeOther, open_to_scripts
from interop.iiif import info, manifest
from interop.iiif.addresses import region_parameter, size_parameter
from interop.keeping import kept
from interop.standing import Gone, find_standing
from interop.tombstones import tombstone_json

KEPT_SECONDS: Final = 3600
"""How long a picture may be kept unasked: it never changes, but its entry may be withdrawn."""


@require_safe
@cache_control(public=True, max_age=KEPT_SECONDS)
def base(request: HttpRequest, identifier: str) -> HttpResponse:
    """Lead from the URI of a picture to the information about it, as the Image API asks (2.)."""
    _public_images(identifier)
    return open_to_scripts(HttpResponseSeeOther(reverse("interop:iiif-info", args=[identifier])))


@require_safe
@cache_control(public=True, max_age=KEPT_SECONDS)
@conditional_page
def information(request: HttpRequest, identifier: str) -> HttpResponse:
    """Answer with the sizes in which a picture is given. 404 unless a published entry shows it."""
    document = info.image_information(_public_images(identifier)[0])
    response = _json(document)
    if "application/ld+json" in request.headers.get("Accept", ""):
        response["Content-Type"] = f'application/ld+json;profile="{info.CONTEXT}"'
    patch_vary_headers(response, ["Accept"])
    return response


@require_safe
@cache_control(public=True, max_age=KEPT_SECONDS)
@conditional_page
def picture(request: HttpRequest, identifier: str, region: str, size: str) -> HttpResponse:
    """Answer with a picture as JPEG: the whole or the part for portraits, in a size on the list.

    404 for any other part or size, and unless a published entry shows it.
    """
    for image in _public_images(identifier):
        for offer in offered(image):
            if (region, size) in _spellings(image, offer):
                response = HttpResponse(_read(image, offer), content_type="image/jpeg")
                tag = f"{identifier}/{region}/{size}".replace(",", "-")  # a comma parts tags
                response["ETag"] = f'"{tag}"'
                return open_to_scripts(response)
    raise Http404


@require_safe
@conditional_page
@kept()
def entry_manifest(request: HttpRequest, pid: str) -> HttpResponse:
    """Answer with the pictures of an entry as a manifest; 404 if it has none."""
    try:
        standing = find_standing(pid)
    except Gone as gone:
        return open_to_scripts(tombstone_json(gone.entry))
    if standing.moved:
        survivor = reverse("interop:manifest", args=[standing.entry.pid])
        return open_to_scripts(HttpResponsePermanentRedirect(survivor))
    images = manifest.shown_images(standing.entry)
    if not images:
        raise Http404
    return _json(manifest.build_manifest(standing.entry, images))


def _public_images(identifier: str) -> list[Image]:
    """Return the images of published entries with this file (one query); raises Http404.

    Entries that were merged share a file, and may each have chosen a part.
    """
    rows = Image.objects.filter(file__in=files_of(identifier), entry__status=Status.PUBLISHED)
    found = [image for image in rows if image.width and image.height]
    if not found:
        raise Http404
    return found


def _spellings(image: Image, offer: Offer) -> set[tuple[str, str]]:
    """Return how an offer may be asked for: its own size by number as well as by `max`."""
    region, size = offer
    whole = (region.width, region.height) if region else (image.width or 1, image.height or 1)
    part = region_parameter(region)
    return {(part, size_parameter(size, whole)), (part, f"{size[0]},{size[1]}")}


def _read(image: Image, offer: Offer) -> bytes:
    try:
        return read_derivative(image, offer)
    except NoPicture as error:
        raise Http404 from error


def _json(document: dict[str, Any]) -> HttpResponse:
    return open_to_scripts(JsonResponse(document, json_dumps_params={"ensure_ascii": False}))
