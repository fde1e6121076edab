"""A record of the past in words: labels in the place of identifiers and codes."""

from collections.abc import Iterable, Iterator
from typing import Any, Final

from django.conf import settings
from django.db import models
from django.utils.dateparse import parse_datetime
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from dates import DateError, HistoricalDate
from entries.choices import TextRole
from entries.languages import Localised, current_language, show
from entries.models import Identifier, Image, Name, Property, Statement, Term
from history.models import Wording
from history.restoring.world import ENDS, cited_rows, field_of, leads_to_entry, scheme_of
from history.versions.labels import labels_of
from history.versions.parts import Document
from history.versions.wordings import PROPERTY
from records.columns import MODELS
from sources.models import Citation

ROWS: Final[dict[str, type[models.Model]]] = {
    "names": Name,
    "statements": Statement,
    "identifiers": Identifier,
    "images": Image,
    "citations": Citation,
}
"""The model of the rows in each list of a record."""
SEPARATOR: Final = " · "


class Speaker:
    """Says what stands in some documents of one kind. Five queries, whatever they hold."""

    def __init__(self, kind: str, documents: Iterable[Document], pids: Iterable[str] = ()) -> None:
        """Ask for the labels of all that the documents name, and of these entries besides."""
        self.kind = kind
        known = list(documents)
        wanted = {*pids, *(pid for one in known for pid in self._pids(one))}
        self._labels = labels_of(wanted)
        codes = {row["property"] for one in known for row in one["statements"]}
        self._properties = _property_labels(codes)
        self._terms = _term_labels({pair for one in known for pair in self._term_codes(one)})

    def _pids(self, document: Document) -> Iterator[str]:
        """Yield the identifiers that a document names."""
        named = [document.get("merged_into")]
        named += [v for n, v in document["fields"].items() if leads_to_entry(self.column(n))]
        for row in document["statements"]:
            named += [row.get(end) for end in ENDS]
        for row in cited_rows(document):
            named += [one["source"] for one in row["citations"]]
        yield from filter(None, named)

    def _term_codes(self, document: Document) -> Iterator[tuple[str, str]]:
        """Yield list and code of the terms in the columns of a document."""
        for name, value in document["fields"].items():
            scheme = scheme_of(self.column(name))
            if scheme is not None and value:
                yield from (
                    (scheme, one) for one in (value if isinstance(value, list) else [value])
                )

    def column(self, name: str) -> Any:
        """Return the model's field of a column of the kind."""
        return field_of(MODELS[self.kind], name)

    # Single values

    def entry(self, pid: str | None) -> str:
        """Return what an entry is called, or was before it was deleted."""
        return show(self._labels.get(pid or "")).text or pid or ""

    def property(self, code: str) -> str:
        """Return what a property is called, or was."""
        return show(self._properties.get(code)).text or code

    def field_label(self, name: str) -> str:
        """Return what a column is called."""
        return str(self.column(name).verbose_name)

    def field(self, name: str, value: Any) -> str:
        """Return the value of a column of the kind, or of what every entry has."""
        field = self.column(name)
        scheme = scheme_of(field)
        if scheme is not None:
            codes = value if isinstance(value, list) else [value] if value else []
            return ", ".join(show(self._terms.get((scheme, one))).text or one for one in codes)
        return self.value(field, value)

    def value(self, field: Any, value: Any) -> str:
        """Return a value in serial form in words, by the field it belongs to."""
        if value in (None, "", [], {}):
            said = ""
        elif isinstance(value, bool):
            said = _("yes") if value else _("no")
        elif leads_to_entry(field):
            said = self.entry(value)
        elif isinstance(value, dict):
            said = say_date(value) if "edtf" in value else show(value).text
        elif isinstance(value, list):
            said = ", ".join(map(str, value))
        elif isinstance(field, models.DateTimeField):
            said = _say_moment(value)
        else:
            said = str(dict(getattr(field, "flatchoices", ())).get(value, value))
        return said

    # Whole rows

    def row(self, section: str, row: Document) -> str:
        """Return a row of a record in one line."""
        say = {
            "names": self._name,
            "statements": self._statement,
            "identifiers": self._identifier,
            "images": self._image,
            "citations": self.citation,
        }
        return say[section](row)

    def _name(self, row: Document) -> str:
        kind = dict(Name._meta.get_field("type").flatchoices).get(row["type"], row["type"])
        return _join(row["text"], str(kind), row["language"], say_date(row.get("date")))

    def _statement(self, row: Document) -> str:
        what = self.entry(row.get("object")) or show(row.get("value")).text
        said = " ".join(filter(None, (self.property(row["property"]), what)))
        as_what = show(row.get("qualifier")).text
        where = self.entry(row.get("place"))
        return _join(said, as_what, say_date(row.get("date")), where, self.entry(row.get("event")))

    def _identifier(self, row: Document) -> str:
        schemes = dict(Identifier._meta.get_field("scheme").flatchoices)
        return f"{schemes.get(row['scheme'], row['scheme'])} {row['value']}"

    def _image(self, row: Document) -> str:
        roles = dict(Image._meta.get_field("role").flatchoices)
        said = row.get("label") or show(row.get("alt")).text or row.get("credit", "")
        return _join(str(roles.get(row["role"], row["role"])), said, row["file"])

    def citation(self, row: Document) -> str:
        """Return a piece of evidence."""
        stance = _("contradicts") if row["stance"] == "contradicts" else ""
        return _join(self.entry(row["source"]), row["locator"], stance, show(row.get("note")).text)


def say_date(row: Document | None) -> str:
    """Return a date of a record as a reader would see it, with the words it was written in."""
    if row is None:
        return ""
    try:
        date = HistoricalDate(row["edtf"], row["calendar"], row["written"])
        said = date.format(current_language(), "long")
    except DateError:
        return str(row["written"] or row["edtf"])
    return f"{said} (“{row['written']}”)" if row["written"] not in ("", said) else said


def _say_moment(text: str) -> str:
    moment = parse_datetime(text)
    return date_format(localtime(moment), "DATETIME_FORMAT") if moment else text


def say_text(role: str, language: str) -> str:
    """Return which text of an entry it is."""
    said = dict(TextRole.choices).get(role, role)
    return f"{said} ({dict(settings.LANGUAGES).get(language, language)})"


def _join(*parts: str) -> str:
    return SEPARATOR.join(filter(None, parts))


def _property_labels(codes: set[str]) -> dict[str, Localised]:
    """Return the labels of properties by code; of one that is gone, its last (two queries)."""
    found = dict(Property.objects.filter(code__in=codes).values_list("code", "label"))
    former = Wording.objects.filter(scheme=PROPERTY, code__in=codes - found.keys())
    for row in former.order_by("until", "pk"):
        found[row.code] = row.labels.get("label", {})
    return found


def _term_labels(pairs: set[tuple[str, str]]) -> dict[tuple[str, str], Localised]:
    """Return the labels of terms by list and code; of one that is gone, its last."""
    found: dict[tuple[str, str], Localised] = {}
    codes = {code for _scheme, code in pairs}
    for row in Wording.objects.filter(code__in=codes).exclude(scheme=PROPERTY).order_by("until"):
        found[row.scheme, row.code] = row.labels.get("label", {})
    terms = Term.objects.filter(code__in=codes)
    found.update({(one.scheme, one.code): one.label for one in terms})
    return found
