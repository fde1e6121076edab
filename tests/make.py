"""Makers of true records for tests, published unless told otherwise.

Names are given by language; a bare text is an English name. Every maker stores what it makes.
"""

from io import BytesIO
from typing import Any, TypeVar

from django.contrib.auth.models import User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from PIL import Image as Pictures

from dates import HistoricalDate, parse
from entries.choices import ImageRole, NameType, Status, TextRole, Theme
from entries.languages import Localised
from entries.models import Entry, Image, Name, Property, Statement, Term, Text
from events.models import Event
from people.models import Organisation, Person
from places.models import Place
from sources.models import Citation, Source
from topics.models import Topic
from works.models import Issue, Publication, Work

Names = str | Localised
E = TypeVar("E", bound=Entry)

TROTSKY = {"en": "Leon Trotsky", "ru": "Лев Давидович Троцкий", "th": "เลออน ตรอตสกี"}
LENIN = {"en": "Vladimir Lenin", "ru": "Владимир Ильич Ленин", "th": "วลาดีมีร์ เลนิน"}
NASHE_SLOVO = {"en": "Nashe Slovo", "ru": "Наше слово", "th": "นาเชสโลโว"}
ZIMMERWALD = {"en": "Zimmerwald Conference", "th": "การประชุมที่ซิมเมอร์วัลด์"}
YANOVKA = {"en": "Yanovka", "ru": "Яновка", "th": "ยานอฟกา"}
ENCYCLOPAEDIA = {"en": "Trotsky, Leon (encyclopaedia of European history)"}

WORDS: dict[str, Any] = {
    "alt": {
        "en": "Trotsky at his desk in Prinkipo",
        "ru": "Троцкий за столом на Принкипо",
        "th": "ตรอตสกีที่โต๊ะทำงานบนเกาะปรินกีโป",
    },
    "credit": "Jean Weinberg, 1929",
    "rights": "http://creativecommons.org/publicdomain/mark/1.0/",
}
"""What a picture must have before the public sees it."""

LABELS: dict[str, tuple[str, str]] = {
    "born": ("born in", "birthplace of"),
    "died": ("died in", "place of death of"),
    "edited": ("edited", "edited by"),
    "delegate-at": ("delegate at", "delegates"),
    "member-of": ("member of", "members"),
    "met": ("met", "met"),
}
SINGLE_VALUED = {"born", "died"}
BOUNDARIES = {"born": "begin", "died": "end"}
THEMES = {"born": Theme.LIFE, "died": Theme.LIFE, "edited": Theme.WORK}


def make_entry(
    model: type[E],
    names: Names,
    *,
    status: str = Status.PUBLISHED,
    summary: Names = "",
    **columns: Any,
) -> E:
    """Make an entry of any kind, with preferred names and a summary."""
    if status not in {Status.DRAFT, Status.IN_REVIEW}:
        columns.setdefault("published_at", timezone.now())
    if status == Status.WITHDRAWN:
        columns.setdefault("withdrawn_at", timezone.now())
    entry = model(status=status, **columns)
    entry.save()
    for language, text in _by_language(names).items():
        Name.objects.create(entry=entry, text=text, language=language, type=NameType.PREFERRED)
    for language, text in _by_language(summary).items():
        Text.objects.create(entry=entry, body=text, language=language, role=TextRole.SUMMARY)
    return entry


def make_person(names: Names = TROTSKY, **columns: Any) -> Person:
    """Make a person."""
    return make_entry(Person, names, **columns)


def make_organisation(names: Names = "St Petersburg Soviet", **columns: Any) -> Organisation:
    """Make an organisation."""
    return make_entry(Organisation, names, **columns)


def make_publication(names: Names = NASHE_SLOVO, **columns: Any) -> Publication:
    """Make a serial."""
    return make_entry(Publication, names, **columns)


def make_issue(
    publication: Publication, number: int = 1, date: str = "1915-01-29", **columns: Any
) -> Issue:
    """Make an issue of a serial, named by its number; `date` is EDTF."""
    name = f"{publication.label_in('en')}, no. {number}"
    columns.setdefault("number_printed", f"№ {number}")
    return make_entry(
        Issue,
        name,
        publication=publication,
        number=number,
        date=HistoricalDate(date),
        **columns,
    )


def make_work(names: Names = "Zimmerwald Manifesto", **columns: Any) -> Work:
    """Make an article, book, manifesto…"""
    return make_entry(Work, names, **columns)


def make_event(names: Names = ZIMMERWALD, **columns: Any) -> Event:
    """Make an event."""
    return make_entry(Event, names, **columns)


def make_place(names: Names = YANOVKA, **columns: Any) -> Place:
    """Make a place."""
    return make_entry(Place, names, **columns)


def make_topic(names: Names = "Permanent revolution", **columns: Any) -> Topic:
    """Make a topic."""
    return make_entry(Topic, names, **columns)


def make_source(names: Names = ENCYCLOPAEDIA, **columns: Any) -> Source:
    """Make a bibliographic source."""
    return make_entry(Source, names, **columns)


def make_property(code: str = "edited", **columns: Any) -> Property:
    """Return the property with this code; it is made if it is not there."""
    label, inverse = LABELS.get(code, (code, f"{code} of"))
    theme = THEMES.get(code, Theme.MOVEMENT)
    values: dict[str, Any] = {
        "label": {"en": label},
        "inverse_label": {"en": inverse},
        "single_valued": code in SINGLE_VALUED,
        "boundary": BOUNDARIES.get(code, ""),
        "takes_value": True,
        "theme": theme,
        "inverse_theme": theme,
        **columns,
    }
    found, _made = Property.objects.get_or_create(code=code, defaults=values)
    return found


def make_term(scheme: str, code: str, label: Names) -> Term:
    """Return a term of an open vocabulary; it is made if it is not there."""
    values = {"label": _by_language(label)}
    found, _made = Term.objects.get_or_create(scheme=scheme, code=code, defaults=values)
    return found


def make_statement(
    subject: Entry, code: str = "edited", other: Entry | None = None, **columns: Any
) -> Statement:
    """Make a statement. `date` may be text as an editor types it, `value` an English text."""
    if isinstance(columns.get("date"), str):
        columns["date"] = parse(columns["date"])
    for name in ("value", "qualifier", "note", "rank_reason"):
        if name in columns:
            columns[name] = _by_language(columns[name])
    return Statement.objects.create(
        subject_id=subject.pk,
        property=make_property(code),
        object_id=None if other is None else other.pk,
        **{name: _plain(value) for name, value in columns.items()},
    )


def cite(
    target: Statement | Name | Entry,
    source: Source | None = None,
    locator: str = "",
    **columns: Any,
) -> Citation:
    """Give evidence for a statement, a name or an entry as a whole."""
    if isinstance(target, Statement):
        columns["statement"] = target
    elif isinstance(target, Name):
        columns["name"] = target
    else:
        columns["entry"] = _plain(target)
    if "note" in columns:
        columns["note"] = _by_language(columns["note"])
    return Citation.objects.create(source=source or make_source(), locator=locator, **columns)


def picture_file(
    size: tuple[int, int] = (60, 40),
    kind: str = "JPEG",
    colour: Any = (120, 40, 40),
    **options: Any,
) -> SimpleUploadedFile:
    """Return a small picture as it is uploaded, its right half white."""
    one = Pictures.new("RGB", size, colour)
    one.paste((255, 255, 255), (size[0] // 2, 0, *size))
    buffer = BytesIO()
    one.save(buffer, kind, **options)
    name = f"weinberg.{kind.lower()}"
    return SimpleUploadedFile(name, buffer.getvalue(), content_type=f"image/{kind.lower()}")


def make_image(entry: Entry, size: tuple[int, int] = (60, 40), **columns: Any) -> Image:
    """Give an entry a portrait that may be shown, with its file."""
    values = {"role": ImageRole.PORTRAIT, "file": picture_file(size), **WORDS, **columns}
    return Image.objects.create(entry=_plain(entry), **values)


def make_editor(name: str = "krupskaya", **columns: Any) -> User:
    """Make a user who may do everything."""
    return User.objects.create_superuser(name, password="iskra", **columns)


def _plain(value: Any) -> Any:
    """Return an entry of a kind as the bare entry that statements point to."""
    if isinstance(value, Entry) and type(value) is not Entry:
        return Entry.objects.get(pk=value.pk)
    return value


def _by_language(texts: Names) -> Localised:
    """Return texts by language; a bare text is English."""
    if isinstance(texts, str):
        return {"en": texts} if texts else {}
    return texts
