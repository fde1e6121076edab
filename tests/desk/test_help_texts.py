"""Every field of every form explains itself."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.contrib import admin
from django.contrib.auth.models import User
from django.test import RequestFactory

ROOMS = {"entries", "people", "works", "events", "places", "topics", "sources"}
ADMINS = [one for model, one in admin.site._registry.items() if model._meta.app_label in ROOMS]


def fields_of(model_admin: Any, request: Any) -> Iterator[tuple[str, Any]]:
    """Go through all fields of a form and of its rows."""
    form = model_admin.get_form(request, None)
    yield from form.base_fields.items()
    for inline in model_admin.get_inline_instances(request, None):
        rows = inline.get_formset(request, None).form.base_fields
        yield from ((f"{inline.model.__name__}.{name}", field) for name, field in rows.items())


@pytest.mark.parametrize("model_admin", ADMINS, ids=lambda one: one.model.__name__)
def test_every_visible_field_has_a_help_text(model_admin: Any) -> None:
    request = RequestFactory().get("/admin/")
    request.user = User(is_superuser=True, is_staff=True, is_active=True)

    silent = [
        name
        for name, field in fields_of(model_admin, request)
        if not field.help_text and not field.widget.is_hidden
    ]

    assert silent == []


def test_every_kind_has_a_form() -> None:
    from entries.models import Entry

    registered = {one.model for one in ADMINS}

    assert set(Entry.__subclasses__()) <= registered
