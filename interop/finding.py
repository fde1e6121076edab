"""How machines find their way: the note to crawlers, and the search for browsers."""

from typing import Final
from xml.etree import ElementTree as ET

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.templatetags.static import static
from django.urls import reverse
from django.utils.translation import override
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from entries.languages import INTERFACE_LANGUAGES
from interop.alternates import without_language
from interop.citing.formats import BY_SUFFIX

WITHOUT_END: Final = (
    "browse:path",
    "browse:compare",
    "browse:together",
    "browse:together-csv",
    "browse:search",
    "browse:reading-list",
    "browse:suggestions",
    "browse:opensearch-suggestions",
    "browse:network-csv",
    "browse:network-gexf",
    "browse:network-graphml",
)
"""Pages of any entries that one puts together, and files of any result set."""

SUGGESTIONS: Final = "application/x-suggestions+json"
OPENSEARCH: Final = "application/opensearchdescription+xml"
DESCRIPTION: Final = (
    "Persons, serials, organisations, events, places and sources, by names in Thai, Latin or "
    "Cyrillic script."
)


@require_safe
@cache_control(max_age=86400, public=True)
def robots(request: HttpRequest) -> HttpResponse:
    """Tell crawlers what is worth their time (RFC 9309): entries, not all that can be combined."""
    lines = ["User-agent: *", "Disallow: /admin/", "Disallow: /desk/", "Disallow: /*?*&"]
    for language in INTERFACE_LANGUAGES:
        with override(language):
            paths = [reverse(name) for name in WITHOUT_END]
            paths += [reverse("browse:list-citations", args=[suffix]) for suffix in BY_SUFFIX]
            paths.append(reverse("browse:facet", args=["kind"]).removesuffix("kind/"))
            paths.append(reverse("browse:reading-list").rstrip("/") + ".")
            paths.append(reverse("browse:list-file", args=["csv"]).removesuffix("csv"))
        lines += [f"Disallow: {path}" for path in paths]
    lines += ["Disallow: /*/correct/", "Disallow: /*/from/v"]
    lines += ["", f"Sitemap: {settings.SITE_URL}{reverse('interop:sitemap-index')}", ""]
    return HttpResponse("\n".join(lines), content_type="text/plain")


@require_safe
@cache_control(max_age=86400, public=True)
def opensearch(request: HttpRequest) -> HttpResponse:
    """Answer with the description by which browsers search here (OpenSearch 1.1).

    One for all languages: the address it names leads to the one that the browser asks for.
    """
    with override(INTERFACE_LANGUAGES[0]):
        search = without_language(reverse("browse:search"))
        suggestions = without_language(reverse("browse:opensearch-suggestions"))
    root = ET.Element("OpenSearchDescription", xmlns="http://a9.com/-/spec/opensearch/1.1/")
    ET.SubElement(root, "ShortName").text = settings.SITE_NAME[:16]
    ET.SubElement(root, "LongName").text = settings.SITE_NAME[:48]
    ET.SubElement(root, "Description").text = DESCRIPTION
    template = f"{settings.SITE_URL}{search}?q={{searchTerms}}"
    ET.SubElement(root, "Url", type="text/html", template=template)
    template = f"{settings.SITE_URL}{suggestions}?q={{searchTerms}}"
    ET.SubElement(root, "Url", type=SUGGESTIONS, template=template)
    own = f"{settings.SITE_URL}{reverse('interop:opensearch')}"
    ET.SubElement(root, "Url", type=OPENSEARCH, rel="self", template=own)
    icon = ET.SubElement(root, "Image", type="image/svg+xml", width="16", height="16")
    icon.text = f"{settings.SITE_URL}{static('img/icon.svg')}"
    for language in INTERFACE_LANGUAGES:
        ET.SubElement(root, "Language").text = language
    ET.SubElement(root, "InputEncoding").text = "UTF-8"
    ET.SubElement(root, "OutputEncoding").text = "UTF-8"
    content = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return HttpResponse(content, content_type=OPENSEARCH)
