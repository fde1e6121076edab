"""Places as GeoJSON (RFC 7946): longitude first, WGS 84."""

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from entries.choices import Kind
from entries.models import Entry
from interop.lists import BATCH
from interop.tombstones import cited_address
from places.models import Place
from search.documents import build_documents

GEOJSON: Final = "application/geo+json"


def write_geojson(keys: Sequence[int], counts: Mapping[int, int] | None = None) -> Iterator[str]:
    """Yield a FeatureCollection of those published places that have coordinates, in order.

    With `counts`, each says how many entries of a list belong to it. A query a batch.
    """
    before = '{"type": "FeatureCollection", "features": [\n'
    for start in range(0, len(keys), BATCH):
        some = keys[start : start + BATCH]
        found = Place.objects.published().filter(latitude__isnull=False).in_bulk(list(some))
        for key in some:
            if key in found:
                more = {} if counts is None else {"entries": counts.get(key, 0)}
                feature = json.dumps(_feature(found[key], more), ensure_ascii=False)
                yield before + feature
                before = ",\n"
    yield '{"type": "FeatureCollection", "features": []}\n' if before[0] == "{" else "\n]}\n"


def places_of(entry: Entry) -> list[int]:
    """Return the keys of the places of an entry: itself if it is one, else those of the filter."""
    if entry.kind == Kind.PLACE:
        return [entry.pk]
    return sorted(
        int(key)
        for one in build_documents([entry.pk], words=False)
        for key in one.facets.get("place", ())
    )


def _feature(place: Place, more: dict[str, int]) -> dict[str, Any]:
    address = cited_address(place)
    return {
        "type": "Feature",
        "id": address,
        "geometry": {
            "type": "Point",
            "coordinates": [float(place.longitude or 0), float(place.latitude or 0)],
        },
        "properties": {"pid": place.pid, "address": address, "names": place.labels, **more},
    }
