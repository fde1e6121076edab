"""Addresses of pictures, in the canonical form of the Image API."""

from typing import Final

from django.conf import settings
from django.urls import reverse

from entries.derivatives import Size
from entries.regions import Region

FULL: Final = "full"
MAX: Final = "max"


def region_parameter(region: Region | None) -> str:
    """Return how a part stands in an address."""
    return FULL if region is None else str(region)


def size_parameter(size: Size, whole: Size) -> str:
    """Return how a size stands in an address: `max` for the part as it is, else `w,h`."""
    return MAX if size == whole else f"{size[0]},{size[1]}"


def picture_path(identifier: str, region: Region | None, size: Size, whole: Size) -> str:
    """Return the path of a picture; `whole` is the size of the part itself."""
    parameters = [identifier, region_parameter(region), size_parameter(size, whole)]
    return reverse("interop:iiif-picture", args=parameters)


def service_uri(identifier: str) -> str:
    """Return the URI of the service of a picture, from which viewers make their addresses."""
    return absolute(reverse("interop:iiif-base", args=[identifier]))


def absolute(path: str) -> str:
    """Return a path as an address that leaves the archive."""
    return f"{settings.SITE_URL}{path}"
