"""The sections of a table of entries: names, own columns, texts, identifiers, pictures."""

from collections.abc import Iterable, Iterator
from typing import Any, Final

from django.core.exceptions import ValidationError
from django.core.files.storage import default_storage
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from entries.choices import ImageRole, NameType, Status, TextRole
from entries.fields import LANGUAGE_LABELS
from entries.licences import as_uri
from entries.models.name import language_tag
from entries.schemes import SCHEMES
from exchange.tables.faults import CellError
from exchange.tables.lines import write_line
from exchange.tables.references import Asked, authority_of
from exchange.tables.sections import Cell, Cells, Column, Problems, Section, in_languages
from exchange.tables.values import (
    Choices,
    Looking,
    Plain,
    add_to_citation,
    citation_of,
    lines_of,
    named_citation,
    prefixed,
    read_date,
    sources_asked,
    write_date,
)
from writing import propose_language

NAME_TYPES: Final = Choices(NameType.choices)
ROLES: Final = Choices(ImageRole.choices)
HERE: Final = "*"
"""Stands in the list of names for the name that has a column of its own."""


class Names(Section):
    """Preferred names in a column for each language; all others, and what is known of them, in one.

    The list gives the order. A preferred name that has a column and stands first in the order of
    the columns, with nothing to be said of it, is not in the list; any other is there as `*`.
    """

    columns = (
        *in_languages("name", gettext_lazy("preferred name")),
        Column(
            "names",
            gettext_lazy("further names"),
            gettext_lazy("A line for each: name | language | type | date=… | source=… | where=…"),
        ),
    )

    def write(self, doc: Plain) -> dict[str, Cell]:
        names = doc["names"]
        cells: dict[str, Cell] = {f"name_{tag}": "" for tag in LANGUAGE_LABELS}
        own = [one for one in names if _has_column(one)]
        cells |= {f"name_{one['language']}": one["text"] for one in own}
        first = sorted(own, key=lambda one: list(LANGUAGE_LABELS).index(one["language"]))
        plain = names[: len(first)] == first and all(map(_is_bare, first))
        listed = names[len(first) :] if plain else names
        cells["names"] = "\n".join(map(_name_line, listed))
        return cells

    def read(self, doc: Plain, cells: Cells, at: Looking, problems: Problems) -> None:
        columns = {
            tag: cells[f"name_{tag}"].strip() for tag in LANGUAGE_LABELS if f"name_{tag}" in cells
        }
        before = {one["language"]: one for one in doc["names"] if _has_column(one)}
        names = list(doc["names"])
        if "names" in cells:
            with problems.at("names"):
                names = self._listed(cells["names"], columns, before, at)
        names = [
            one for one in names if not (_has_column(one) and columns.get(one["language"]) == "")
        ]
        there = {one["language"]: one for one in names if _has_column(one)}
        new = []
        for tag, text in columns.items():
            if text and tag in there:
                there[tag]["text"] = text
            elif text:
                new.append({**_name(text, tag, NameType.PREFERRED), **_kept(before.get(tag), text)})
        if "names" in cells:
            new += [one for tag, one in before.items() if tag not in there and tag not in columns]
        at_front = sorted(new, key=lambda one: list(LANGUAGE_LABELS).index(one["language"]))
        doc["names"] = [*at_front, *names]

    def _listed(
        self, cell: str, columns: dict[str, str], before: dict[str, Plain], at: Looking
    ) -> list[Plain]:
        """Return the names of the list; a star stands for what a column says, or said."""
        found = []
        for line in lines_of(cell, 3):
            text, tag, kind = [*(part.strip() for part in line.parts), "", "", ""][:3]
            if text == HERE and kind == NameType.PREFERRED and tag in LANGUAGE_LABELS:
                text = columns.get(tag) or before.get(tag, {}).get("text", "")
                if not text:
                    continue
            one = _name(
                text, tag or propose_language(text) or "", NAME_TYPES.read(kind or "variant")
            )
            _check_language(one["language"])
            _add_named(one, line.named, at)
            found.append(one)
        return found

    def asked(self, cells: Cells) -> Iterable[Asked]:
        return sources_asked(cells.get("names", ""))


def _name(text: str, language: str, kind: str) -> Plain:
    return {
        "text": text,
        "language": language,
        "type": str(kind),
        "date": None,
        "note": {},
        "citations": [],
    }


def _kept(before: Plain | None, text: str) -> Plain:
    """Return a preferred name that a list of names left out; a new text keeps its evidence."""
    return {**before, "text": text} if before else {}


def _has_column(name: Plain) -> bool:
    return name["type"] == NameType.PREFERRED and name["language"] in LANGUAGE_LABELS


def _is_bare(name: Plain) -> bool:
    return name["date"] is None and not name["note"] and not name["citations"]


def _name_line(one: Plain) -> str:
    named = [("date", write_date(one["date"])), *prefixed("note", one["note"])]
    for citation in one["citations"]:
        named += named_citation(citation)
    text = HERE if _has_column(one) else one["text"]
    return write_line([text, one["language"], one["type"]], named)


def _add_named(one: Plain, named: list[tuple[str, str]], at: Looking) -> None:
    """Set what the named parts of a line say of a name."""
    citation = None
    for name, value in named:
        key, _dot, tag = name.partition(".")
        if name == "date":
            one["date"] = read_date(value)
        elif key == "note" and tag:
            one["note"][tag] = value
        elif name == "source":
            citation = citation_of(value, "", at)
            if citation is not None:
                one["citations"].append(citation)
        else:
            add_to_citation(citation, name, value)


def _check_language(tag: str) -> None:
    """Raise CellError for what is no language tag."""
    try:
        language_tag(tag)
    except ValidationError as error:
        raise CellError("language", f"“{tag}”: {' '.join(error.messages)}") from error


class Texts(Section):
    """Summary and article, a column for each language."""

    columns = tuple(column for role in TextRole for column in in_languages(role.value, role.label))

    def write(self, doc: Plain) -> dict[str, Cell]:
        cells: dict[str, Cell] = {column.code: "" for column in self.columns}
        return cells | {f"{one['role']}_{one['language']}": one["body"] for one in doc["texts"]}

    def read(self, doc: Plain, cells: Cells, at: Looking, problems: Problems) -> None:
        texts = {f"{one['role']}_{one['language']}": one for one in doc["texts"]}
        for column in self.columns:
            body = cells.get(column.code)
            if body is None:
                continue
            role, _under, language = column.code.rpartition("_")
            texts.pop(column.code, None)
            if body.strip():
                texts[column.code] = {"role": role, "language": language, "body": body}
        doc["texts"] = list(texts.values())


class Identifiers(Section):
    """Numbers in authority files: a column for each authority, and one of the verified."""

    columns = (
        *(
            Column(
                scheme.code,
                scheme.label,
                gettext_lazy("The number, or the address it stands in; several between blanks."),
            )
            for scheme in SCHEMES.values()
        ),
        Column(
            "verified",
            gettext_lazy("verified identifiers"),
            gettext_lazy("Those that somebody has looked at: wikidata:Q33391 viaf:59263727"),
        ),
    )

    def write(self, doc: Plain) -> dict[str, Cell]:
        cells: dict[str, Cell] = {}
        for scheme in SCHEMES:
            values = [one["value"] for one in doc["identifiers"] if one["scheme"] == scheme]
            cells[scheme] = " ".join(values)
        good = [f"{one['scheme']}:{one['value']}" for one in doc["identifiers"] if one["verified"]]
        return {**cells, "verified": " ".join(good)}

    def read(self, doc: Plain, cells: Cells, at: Looking, problems: Problems) -> None:
        known = {(one["scheme"], one["value"]): one for one in doc["identifiers"]}
        for code in SCHEMES:
            if code in cells:
                with problems.at(code):
                    values = identifiers_in(code, cells[code])
                    known = {
                        key: one for key, one in known.items() if key[0] != code or key[1] in values
                    }
                    for value in values:
                        fresh = {"scheme": code, "value": value, "verified": False}
                        known.setdefault((code, value), fresh)
        if "verified" in cells:
            with problems.at("verified"):
                good = _numbers(cells["verified"])
                for key, one in known.items():
                    one["verified"] = key in good
        doc["identifiers"] = list(known.values())


def identifiers_in(code: str, cell: str) -> list[str]:
    """Return the numbers in a cell, each checked by its check digit; raises CellError."""
    scheme = SCHEMES[code]
    found = []
    whole = scheme.clean(cell)
    parts = [cell] if scheme.is_valid(whole) else cell.replace(",", " ").replace(";", " ").split()
    for part in parts:
        value = scheme.clean(part)
        if not scheme.is_valid(value):
            message = _("“%(value)s” is not a valid %(scheme)s identifier.")
            raise CellError("identifier", message % {"value": part, "scheme": scheme.label})
        found.append(value)
    return list(dict.fromkeys(found))


def _numbers(cell: str) -> set[tuple[str, str]]:
    found = set()
    for part in cell.replace(",", " ").replace(";", " ").split():
        number = authority_of(part)
        if number is None:
            message = _("“%(part)s” names no authority: write it as wikidata:Q33391.")
            raise CellError("identifier", message % {"part": part})
        found.add(number)
    return found


class Images(Section):
    """Pictures by reference, a line each. Their files are those that the archive has already."""

    columns = (
        Column(
            "images",
            gettext_lazy("pictures"),
            gettext_lazy("By reference, as they were taken away; upload new ones on the form."),
        ),
    )
    _PLAIN: Final = ("thumbnail", "width", "height", "region", "credit", "rights", "label")

    def write(self, doc: Plain) -> dict[str, Cell]:
        lines = [
            write_line(
                [one["role"], one["file"]], [*self._plain(one), *prefixed("alt", one["alt"])]
            )
            for one in doc["images"]
        ]
        return {"images": "\n".join(lines)}

    def read(self, doc: Plain, cells: Cells, at: Looking, problems: Problems) -> None:
        if "images" not in cells:
            return
        known = {one["file"]: one.get("rights", "") for one in doc["images"]}
        with problems.at("images"):
            found = [self._image(line) for line in lines_of(cells["images"], 2)]
            for one in found:
                if one["file"] not in known and not _is_stored(one["file"]):
                    message = _("There is no picture “%(file)s” in the archive.")
                    raise CellError("file", message % {"file": one["file"]})
                rights = one.get("rights", "")
                if rights and rights != known.get(one["file"]):
                    one["rights"] = as_uri(rights)
            doc["images"] = found

    def _plain(self, one: Plain) -> Iterator[tuple[str, str]]:
        yield from ((name, str(one.get(name, ""))) for name in self._PLAIN)

    def _image(self, line: Any) -> Plain:
        role, file = [*line.parts, "", ""][:2]
        one: Plain = {"role": ROLES.read(role), "file": file, "alt": {}}
        for name, value in line.named:
            key, _dot, tag = name.partition(".")
            if key == "alt" and tag:
                one["alt"][tag] = value
            elif name in self._PLAIN:
                one[name] = value
            else:
                raise CellError("line", _("“%(name)s=” is not known here.") % {"name": name})
        return one


def _is_stored(file: str) -> bool:
    """Tell whether the archive has the file of a picture; no other file is looked for."""
    return file.startswith("images/") and ".." not in file and default_storage.exists(file)


STANDING: Final = ("status", "published_at", "withdrawn_at", "withdrawal_reason", "merged_into")
STATUSES: Final = Choices(Status.choices)
