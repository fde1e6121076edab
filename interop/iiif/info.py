"""What a viewer is told of a picture: image information, `info.json`.

https://iiif.io/api/image/3.0/#5-image-information. Level 0: the sizes that are listed, as JPEG.
"""

from typing import Any, Final

from entries.derivatives import identifier_of, sizes_of
from entries.licences import KNOWN
from entries.models import Image
from interop.iiif.addresses import service_uri

CONTEXT: Final = "http://iiif.io/api/image/3/context.json"
PROTOCOL: Final = "http://iiif.io/api/image"


def image_information(image: Image) -> dict[str, Any]:
    """Return the information about an image that has an identifier."""
    width, height = image.width or 1, image.height or 1
    document: dict[str, Any] = {
        "@context": CONTEXT,
        "id": service_uri(identifier_of(image)),
        "type": "ImageService3",
        "protocol": PROTOCOL,
        "profile": "level0",
        "width": width,
        "height": height,
        "sizes": [{"width": one[0], "height": one[1]} for one in sizes_of(width, height)],
        "extraFeatures": ["baseUriRedirect", "cors", "jsonldMediaType"],
    }
    if image.rights in KNOWN:
        document["rights"] = image.rights
    return document


def image_service(image: Image) -> dict[str, str]:
    """Return how a manifest refers to the service of an image."""
    uri = service_uri(identifier_of(image))
    return {"id": uri, "type": "ImageService3", "profile": "level0"}
