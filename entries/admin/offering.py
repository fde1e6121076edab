"""Answers the box that chooses an entry: best first, with what tells namesakes apart."""

from collections.abc import Sequence
from typing import Any, Final

from django.contrib.admin.views.autocomplete import AutocompleteJsonView
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, JsonResponse

from entries.admin.autocomplete import as_key
from entries.admin.labels import Labels, matched_names
from entries.admin.picker import kinds_of
from entries.admin.search import matching_keys
from entries.choices import Kind, Status
from entries.models import Entry
from entries.pointing import pointed_at

OFFERED: Final = 60
MOST_USED: Final = 60
"""Entries used on the form already of which note is taken."""
LATEST: Final = 20


class EntryAutocompleteView(AutocompleteJsonView):
    """Entries for a foreign key: `?app_label=…&model_name=…&field_name=…&term=…`.

    `kinds` narrows to kinds that the property admits, `used` are the keys that stand on the form
    already, which come first among those of the name. JSON as Django's own view answers, and for
    each result its parts and whether it is `named` so, or was found by something else.
    """

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> JsonResponse:
        """Return a page of results; raise PermissionDenied or Http404."""
        term, self.model_admin, self.source_field, to_field = self.process_request(request)
        self.term = term.replace("\x00", " ").strip()
        if not issubclass(self.model_admin.model, Entry) or not self.has_perm(request):
            raise PermissionDenied
        self.kinds = self.asked_kinds()
        self.object_list = self.find()
        context = self.get_context_data()
        entries: Sequence[Entry] = list(context["object_list"])
        labels = Labels(entries, self.model_admin.admin_site, self.term, self.matched)
        pointer = pointed_at(self.term)
        results = [
            {
                "id": str(getattr(entry, to_field)),
                **labels.parts(entry),
                "named": pointer is not None or entry.pk in self.matched,
            }
            for entry in entries
        ]
        more = {"more": context["page_obj"].has_next()}
        number = f"{pointer.scheme}:{pointer.value}" if pointer and pointer.scheme else ""
        return JsonResponse({"results": results, "pagination": more, "identifier": number})

    def asked_kinds(self) -> list[str]:
        """Return the kinds that the field and the question have in common; none means all."""
        allowed = kinds_of(self.source_field)
        asked = [kind for kind in self.request.GET.get("kinds", "").split(",") if kind in Kind]
        return [kind for kind in asked if not allowed or kind in allowed] or allowed

    def find(self) -> list[Entry]:
        """Return the entries that may be chosen, best first.

        Without a term: those on the form, then what the editor and then anybody changed last.
        """
        limits = self.source_field.get_limit_choices_to()
        offered = self.model_admin.get_queryset(self.request).exclude(status=Status.MERGED)
        offered = offered.complex_filter(limits)
        if self.kinds:
            offered = offered.filter(kind__in=self.kinds)
        used = self._used()
        if self.term:
            keys = matching_keys(self.term, self.kinds, OFFERED)
        else:
            latest = offered.order_by("-changed_at", "-pk").values_list("pk", flat=True)
            own = latest.filter(changed_by=self.request.user.pk)
            keys = list(dict.fromkeys([*used, *own[:LATEST], *latest[:LATEST]]))
        found = offered.in_bulk(keys)
        self.matched = matched_names(found.values(), self.term)
        if self.term:
            keys.sort(key=lambda key: not (key in used and key in self.matched))
        return [found[key] for key in keys if key in found]

    def _used(self) -> list[int]:
        """Return the keys that the form says it uses."""
        texts = self.request.GET.get("used", "").split(",")[:MOST_USED]
        return list(dict.fromkeys(key for text in texts if (key := as_key(text)) is not None))
