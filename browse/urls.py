"""Addresses of the room for readers, each below a language: /th/, /en/, /ru/.

Without a language in front, the reader is sent to the same path in the one the browser asks for.
"""

from django.urls import path, re_path, register_converter

from browse import (
    changes,
    corrected,
    corrections,
    digits,
    helping,
    pictures,
    suggesting,
    taking,
    views,
)
from browse.kept import views as reading
from browse.kinds import KindConverter
from browse.versions import views as versions
from browse.ways import views as ways
from interop import converters  # noqa: F401  registers <number:…>

register_converter(KindConverter, "kind_plural")

app_name = "browse"

urlpatterns = [
    path("", views.home, name="home"),
    path("browse/", views.browse, name="browse"),
    path("browse/facet/<slug:code>/", views.facet, name="facet"),
    path("browse/timeline/", pictures.timeline, name="timeline"),
    path("browse/map/", pictures.map_view, name="map"),
    path("browse/network/", pictures.network, name="network"),
    path("browse/network.csv", pictures.network_csv, name="network-csv"),
    path("browse/network.gexf", pictures.network_gexf, name="network-gexf"),
    path("browse/network.graphml", pictures.network_graphml, name="network-graphml"),
    re_path(r"^browse\.(?P<suffix>csv|xlsx|json|geojson)$", taking.list_file, name="list-file"),
    path("on-this-day/", pictures.on_this_day, name="on-this-day"),
    re_path(
        r"^browse\.(?P<suffix>bib|ris|csl\.json)$", views.list_citations, name="list-citations"
    ),
    path("reading-list/", reading.reading_list, name="reading-list"),
    re_path(
        r"^reading-list\.(?P<suffix>csv|xlsx|json|geojson|bib|ris|csl\.json)$",
        reading.reading_list_file,
        name="reading-list-file",
    ),
    path("search/", views.search, name="search"),
    path("suggestions.json", suggesting.suggestions, name="suggestions"),
    path(
        "suggestions/opensearch.json",
        suggesting.opensearch_suggestions,
        name="opensearch-suggestions",
    ),
    path("about/", views.about, name="about"),
    path("digits/", digits.choose_digits, name="digits"),
    path("help/searching/", helping.help_searching, name="help-searching"),
    path("compare/", ways.compare, name="compare"),
    path("path/", ways.path, name="path"),
    path("together/", ways.together, name="together"),
    path("together.csv", ways.together_csv, name="together-csv"),
    path("changes/", changes.changes, name="changes"),
    path("changes.atom", changes.changes_feed, name="changes-feed"),
    path("corrections/", corrected.corrected, name="corrections"),
    path("corrections/<slug:token>/", corrections.correction, name="correction"),
    path("<kind_plural:kind_plural>/<slug:pid>/correct/", corrections.correct, name="correct"),
    path("<kind_plural:kind_plural>/<slug:pid>/", views.entry, name="entry"),
    path("<kind_plural:kind_plural>/<slug:pid>/versions/", versions.versions, name="versions"),
    path(
        "<kind_plural:kind_plural>/<slug:pid>/v<number:number>/", versions.version, name="version"
    ),
    path(
        "<kind_plural:kind_plural>/<slug:pid>/v<number:number>/from/v<number:before>/",
        versions.comparison,
        name="comparison",
    ),
    path("<kind_plural:kind_plural>/<slug:pid>/<str:slug>/", views.entry, name="entry"),
]
