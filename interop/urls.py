"""Addresses for machines, and the address that is cited."""

from django.urls import path, re_path

from interop import arks, finding, redirects, sitemaps, timemap, versions, views
from interop import converters as _converters  # noqa: F401  registers <pid:…> and others
from interop.citing import views as citing
from interop.iiif import views as iiif
from interop.taking import views as taking

app_name = "interop"

urlpatterns = [
    path("id/<pid:pid>", views.entry, name="entry"),
    path("id/<pid:pid>/s-<uid:uid>", views.statement, name="statement"),
    path("id/<pid:pid>.json", views.entry_json, name="entry-json"),
    path("id/<pid:pid>.<citation:suffix>", citing.entry_citation, name="entry-citation"),
    path("id/<pid:pid>.csv", taking.statements_csv, name="statements-csv"),
    path("id/<pid:pid>.xlsx", taking.statements_xlsx, name="statements-xlsx"),
    path("id/<pid:pid>.geojson", taking.entry_geojson, name="entry-geojson"),
    path("id/<pid:pid>/timemap", timemap.timemap, name="timemap"),
    path("id/<pid:pid>/v<number:number>", versions.version, name="version"),
    path("id/<pid:pid>/v<number:number>.json", versions.version_json, name="version-json"),
    path(
        "id/<pid:pid>/v<number:number>.<citation:suffix>",
        citing.version_citation,
        name="version-citation",
    ),
    path("id/<pid:pid>/manifest.json", iiif.entry_manifest, name="manifest"),
    path("iiif/<picture:identifier>", iiif.base, name="iiif-base"),
    path("iiif/<picture:identifier>/info.json", iiif.information, name="iiif-info"),
    path(
        "iiif/<picture:identifier>/<str:region>/<str:size>/0/default.jpg",
        iiif.picture,
        name="iiif-picture",
    ),
    re_path(r"^ark:(/?)([^/]+)/(.+)$", arks.ark, name="ark"),
    path("redirects.json", redirects.redirects_json, name="redirects-json"),
    path("redirects.csv", redirects.redirects_csv, name="redirects-csv"),
    path("api/record.schema.json", views.record_schema, name="record-schema"),
    path("robots.txt", finding.robots, name="robots"),
    path("sitemap.xml", sitemaps.sitemap_index, name="sitemap-index"),
    path("sitemap-pages.xml", sitemaps.sitemap_pages, name="sitemap-pages"),
    path("sitemap-<number:number>.xml", sitemaps.sitemap, name="sitemap"),
    path("opensearch.xml", finding.opensearch, name="opensearch"),
]
