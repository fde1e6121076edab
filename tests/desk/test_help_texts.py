"""Every field of every form of the desk explains itself, and in the language of the page."""

import pkgutil
from collections.abc import Iterator
from importlib import import_module
from typing import Any, Final

import pytest
from django import forms
from django.contrib import admin
from django.contrib.auth.models import User
from django.test import RequestFactory
from django.utils.functional import Promise

from desk.bulk.forms import AddForm

ROOMS: Final = (
    "desk", "exchange", "corrections", "entries", "sources",
    "people", "works", "events", "places", "topics",
)  # fmt: skip
PLAIN: Final = {
    # filters of lists, whose label is the question
    "NarrowForm": {"q", "kind"},
    "ChangesForm": {"user", "kind", "action", "status", "since", "until", "note"},
    # a box to tick, which the template draws with its sentence
    "ReturnForm": {"agreed"},
}
EXAMPLES: Final = {"RecordForm.address"}
"""What is the same in every language."""

ADMINS = list(admin.site._registry.values())


def subclasses(one: type[Any]) -> Iterator[type[Any]]:
    """Yield all classes below a class."""
    for below in one.__subclasses__():
        yield below
        yield from subclasses(below)


def forms_of_the_desk() -> dict[str, type[Any]]:
    """Return our form classes by their names; the admin's own are made of them."""
    for room in ROOMS:
        for module in pkgutil.walk_packages(import_module(room).__path__, f"{room}."):
            if ".migrations" not in module.name:
                import_module(module.name)
    found = {one.__name__: one for one in subclasses(forms.BaseForm)}
    return {
        name: one
        for name, one in found.items()
        if one.__module__.partition(".")[0] in ROOMS and one.__module__ != "browse"
    }


FORMS = forms_of_the_desk()


@pytest.fixture
def request_(rf: RequestFactory) -> Any:
    """A request of somebody who may do all."""
    request = rf.get("/admin/")
    request.user = User(is_superuser=True, is_staff=True, is_active=True)
    return request


def fields_of(model_admin: Any, request: Any) -> Iterator[tuple[str, Any]]:
    """Go through all fields of a form and of its rows that can be filled in."""
    writable = model_admin.has_add_permission(request) or model_admin.has_change_permission(request)
    if not writable:
        return
    for adding in (None, User(pk=1) if model_admin.model is User else None):
        yield from model_admin.get_form(request, adding).base_fields.items()
    for inline in model_admin.get_inline_instances(request, None):
        rows = inline.get_formset(request, None).form.base_fields
        yield from ((f"{inline.model.__name__}.{name}", field) for name, field in rows.items())


def silent(fields: Iterator[tuple[str, Any]]) -> list[str]:
    """Return the names of visible fields without help."""
    return [name for name, field in fields if not field.help_text and not field.widget.is_hidden]


def test_every_visible_field_of_the_admin_has_a_help_text(request_: Any) -> None:
    found = {str(one.model._meta): silent(fields_of(one, request_)) for one in ADMINS}

    assert {name: fields for name, fields in found.items() if fields} == {}


def test_every_visible_field_of_our_own_forms_has_a_help_text_or_is_plain() -> None:
    found = {name: set(silent(iter(one.base_fields.items()))) for name, one in FORMS.items()}

    assert {"UploadForm", "MergeForm", "CommentForm", "AnswerForm", "NameForm"} <= set(found)
    assert {name: fields for name, fields in found.items() if fields} == PLAIN


@pytest.mark.django_db
def test_the_boxes_of_a_new_statement_for_many_explain_themselves() -> None:
    assert silent(iter(AddForm().fields.items())) == []


def test_every_help_text_is_translated_when_it_is_shown() -> None:
    """A text that is no promise was put into words when the archive began: in one language."""
    ours = [(f"{name}.{one}", field) for name, form in FORMS.items()
            for one, field in form.base_fields.items()]  # fmt: skip
    columns: list[tuple[str, Any]] = [
        (str(field), field) for one in ADMINS for field in one.model._meta.get_fields()
        if hasattr(field, "help_text")
    ]  # fmt: skip
    fixed = {
        name
        for name, field in [*ours, *columns]
        if field.help_text and not isinstance(field.help_text, Promise)
    }

    assert fixed == EXAMPLES


def test_every_kind_has_a_form() -> None:
    from entries.models import Entry

    registered = {one.model for one in ADMINS}

    assert set(Entry.__subclasses__()) <= registered
