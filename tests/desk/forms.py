"""Filling in the forms of the admin as a browser would: what the page holds, with some changed."""

import re
from html.parser import HTMLParser
from typing import Any

from django.test import Client
from django.urls import reverse

from entries.models import Entry
from tests import make

Fields = dict[str, Any]


class FormParser(HTMLParser):
    """Gathers what a browser would send of the form with this id; None: of those without one."""

    def __init__(self, form_id: str | None) -> None:
        super().__init__()
        self.form_id = form_id
        self.inside = False
        self.fields: dict[str, list[str]] = {}
        self.select = ""
        self.textarea = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        name = given.get("name") or ""
        if tag == "form":
            self.inside = given.get("id") == self.form_id
        if not self.inside:
            return
        if tag == "select":
            self.select = name
        elif tag == "textarea":
            self.textarea = name
            self._add(name, "")
        elif tag == "option" and "selected" in given:
            self._add(self.select, given.get("value") or "")
        elif tag == "input" and name:
            self._input(name, given)

    def _input(self, name: str, given: dict[str, str | None]) -> None:
        kind = given.get("type")
        ticked = kind not in {"checkbox", "radio"} or "checked" in given
        if kind not in {"submit", "file", "button"} and ticked:
            self._add(name, given.get("value") or ("on" if kind == "checkbox" else ""))

    def _add(self, name: str, value: str) -> None:
        if name and "__prefix__" not in name:
            self.fields.setdefault(name, []).append(value)

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self.inside = False
        elif tag == "textarea":
            self.textarea = ""

    def handle_data(self, data: str) -> None:
        if self.inside and self.textarea and "__prefix__" not in self.textarea:
            # A browser drops the line break that opens a textarea.
            self.fields[self.textarea][-1] += data.removeprefix("\n")


def fields_of(response: Any, form_id: str | None) -> Fields:
    """Return what a browser would send of the form as it stands on the page (see FormParser)."""
    parser = FormParser(form_id)
    parser.feed(response.content.decode())
    return {name: one if len(one) > 1 else one[0] for name, one in parser.fields.items()}


def form_address(entry: Entry) -> str:
    """Return the address of the form of an entry of a known kind."""
    opts = type(entry)._meta
    return reverse(f"admin:{opts.app_label}_{opts.model_name}_change", args=[entry.pk])


def open_form(client: Client, entry: Entry, query: str = "") -> Fields:
    """Open the form of an entry and return what it holds."""
    response = client.get(form_address(entry) + query)
    assert response.status_code == 200
    return fields_of(response, f"{type(entry)._meta.model_name}_form")


def save(client: Client, entry: Entry, fields: Fields, query: str = "", **changes: Any) -> Any:
    """Send the form of an entry with changes; a name may be given with `_` for `-`."""
    return client.post(form_address(entry) + query, {**fields, **changes})


def messages_after(client: Client, response: Any) -> str:
    """Return the messages on the page that a save led to."""
    page = client.get(response["Location"]).content.decode()
    return " ".join(re.findall(r'<li class="(?:info|success|warning)">(.*?)</li>', page, re.DOTALL))


def text_of(response: Any) -> str:
    """Return a page without its tags."""
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


def errors_of(response: Any) -> list[str]:
    """Return every error message of a form that came back."""
    found = response.context["errors"]
    lists = [one if isinstance(one, list) else [one] for one in found]
    return list(dict.fromkeys(str(message) for one in lists for message in one))


def words(prefix: str) -> Fields:
    """Return what is typed into the row of a picture so that the public may see it."""
    alt = {f"{prefix}-alt_{tag}": text for tag, text in make.WORDS["alt"].items()}
    return {
        **alt,
        f"{prefix}-credit": make.WORDS["credit"],
        f"{prefix}-rights": make.WORDS["rights"],
    }


def step(client: Client, entry: Entry, code: str, **fields: Any) -> Any:
    """Take a step as the button on the form does."""
    opts = type(entry)._meta
    address = reverse(f"admin:{opts.app_label}_{opts.model_name}_step", args=[entry.pk])
    revision = Entry.objects.get(pk=entry.pk).revision
    return client.post(address, {"step": code, "revision": revision, **fields})


def delete_address(entry: Entry) -> str:
    """Return the address that deletes an entry."""
    return form_address(entry).replace("/change/", "/delete/")
