"""Addresses for machines, and the address that is cited."""

from django.urls import path, re_path

from interop import arks, redirects, views

app_name = "interop"

urlpatterns = [
    re_path(r"^id/(?P<pid>[0-9a-z]{7})$", views.entry, name="entry"),
    re_path(r"^id/(?P<pid>[0-9a-z]{7})\.json$", views.entry_json, name="entry-json"),
    re_path(r"^ark:(/?)([^/]+)/(.+)$", arks.ark, name="ark"),
    path("redirects.json", redirects.redirects_json, name="redirects-json"),
    path("redirects.csv", redirects.redirects_csv, name="redirects-csv"),
    path("api/record.schema.json", views.record_schema, name="record-schema"),
    path("robots.txt", views.robots, name="robots"),
]
