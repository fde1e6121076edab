"""The root of all addresses. Each room keeps its own in ``<room>/urls.py``."""

from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.contrib import admin
from django.urls import URLPattern, URLResolver, include, path, re_path
from django.views.static import serve

from archive.health import healthz

urlpatterns: list[URLPattern | URLResolver] = [
    path("admin/", admin.site.urls),
    path("desk/", include("desk.urls")),
    path("healthz", healthz, name="healthz"),
]
if settings.SERVE_MEDIA:
    # A public server lets its web server or its object store answer these (operator's guide).
    urlpatterns += [
        re_path(r"^media/(?P<path>.*)$", serve, {"document_root": settings.MEDIA_ROOT}),
    ]
# What is cited has no language in its address; what is read has one.
urlpatterns += [path("", include("interop.urls"))]
urlpatterns += i18n_patterns(path("", include("browse.urls")), prefix_default_language=True)

handler400 = "browse.views.bad_request"
handler403 = "browse.views.permission_denied"
handler404 = "browse.views.page_not_found"
handler500 = "browse.views.server_error"
