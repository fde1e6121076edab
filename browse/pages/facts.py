"""What describes the record itself, by kind. A new kind adds a line to each table."""

from collections.abc import Callable, Iterable
from decimal import Decimal
from functools import cache
from typing import Any, Final

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from browse.pages.lines import Fact
from browse.words import in_words, language_name, link, when
from dates import HistoricalDate
from entries.choices import Kind
from entries.models import Entry
from entries.prepared import PreparedModels
from people.models import Person
from records.columns import MODELS

Pairs = Iterable[tuple[str, SafeString]]

RELATED: Final[dict[str, tuple[str, ...]]] = {
    Kind.ORGANISATION: ("type",),
    Kind.PUBLICATION: ("type", "frequency"),
    Kind.ISSUE: ("publication", "printed_at"),
    Kind.WORK: ("type", "publication", "issue"),
    Kind.EVENT: ("type", "place", "part_of"),
    Kind.PLACE: ("type", "part_of"),
    Kind.TOPIC: ("type", "broader"),
}


def fetch_specific(entry: Entry) -> Any:
    """Return the entry as its own kind with all that its facts need: one query, or two."""
    found = _specific(entry.kind)([entry.pk])[0]
    if entry.kind == Kind.PERSON:
        # Where `prefetch_related` would put them, and `all()` finds them.
        terms = [row.term for row in _occupations([entry.pk])]
        vars(found)["_prefetched_objects_cache"] = {"occupations": terms}
    return found


_of_person: Any = Person.occupations.through
_occupations: Final[PreparedModels[Any]] = PreparedModels(
    _of_person,
    lambda keys: _of_person.objects.filter(person=keys[0]).order_by("term__scheme", "term__code"),
    ("term",),
)


@cache
def _specific(kind: str) -> PreparedModels[Any]:
    """Return the question for the row of an entry of a kind, with what belongs to it."""
    model: Any = MODELS[kind]
    rows = model.objects
    return PreparedModels(model, lambda keys: rows.filter(pk=keys[0]), RELATED.get(kind, ()))


def tell(entry: Any) -> list[Fact]:
    """Return the facts of an entry of its own kind; what is empty or not public is left out."""
    pairs = _TELLERS[entry.kind](entry)
    return [Fact(label, value) for label, value in pairs if value]


def what(entry: Any, span: HistoricalDate | None) -> list[SafeString]:
    """Return what an entry of its own kind is, in one line: of what type, and of which years.

    `span` are its years. No query but those of `fetch_specific`.
    """
    if entry.kind == Kind.PERSON:
        shown = ((in_words(term.shown),) for term in entry.occupations.all())
        types = format_html_join(", ", "{}", shown)
    elif entry.kind == Kind.SOURCE:
        types = _text(entry.get_csl_type_display())
    elif entry.kind == Kind.ISSUE:
        types = _end(entry.publication)
    else:
        types = _term(entry.type)
    return [part for part in (types, when(span)) if part]


def _term(term: Any) -> SafeString:
    return in_words(term.shown) if term is not None else SafeString("")


def _end(entry: Entry | None) -> SafeString:
    """Return another entry as a link, if the public may see it."""
    return link(entry) if entry is not None and entry.is_public else SafeString("")


def _text(text: str) -> SafeString:
    return format_html("{}", text)


def _languages(tags: Iterable[str]) -> SafeString:
    return _text(", ".join(language_name(tag) for tag in tags))


def _nothing(entry: Any) -> Pairs:
    return ()


def _publication(publication: Any) -> Pairs:
    yield _("Frequency"), _term(publication.frequency)
    yield _("Languages"), _languages(publication.languages)


def _issue(issue: Any) -> Pairs:
    yield _("Issue of"), _end(issue.publication)
    yield _("Number as printed"), _text(issue.number_printed)
    yield _("Year or volume"), _text(str(issue.volume or ""))
    yield _("Date"), when(issue.date, "long")
    yield _("Printed in"), _end(issue.printed_at)


def _work(work: Any) -> Pairs:
    yield _("Date"), when(work.date, "long")
    yield _("Languages"), _languages(work.languages)
    yield _("Published in"), _end(work.publication)
    yield _("Issue"), _end(work.issue)
    yield _("Pages"), _text(work.pages)
    yield _("Signed"), _text(work.byline)


def _event(event: Any) -> Pairs:
    yield _("Date"), when(event.date, "long")
    yield _("Place"), _end(event.place)
    yield _("Part of"), _end(event.part_of)


def _place(place: Any) -> Pairs:
    yield _("Part of"), _end(place.part_of)
    yield _("Coordinates"), coordinates(place.latitude, place.longitude)


def coordinates(latitude: Decimal | None, longitude: Decimal | None) -> SafeString:
    """Return coordinates in degrees (WGS 84) with their quarter; nothing unless both are given."""
    if latitude is None or longitude is None:
        return SafeString("")
    north = _("{degrees}° N") if latitude >= 0 else _("{degrees}° S")
    east = _("{degrees}° E") if longitude >= 0 else _("{degrees}° W")
    return format_html(
        "{}, {}",
        north.format(degrees=_degrees(latitude)),
        east.format(degrees=_degrees(longitude)),
    )


def _degrees(value: Decimal) -> str:
    return f"{abs(value):f}".rstrip("0").rstrip(".")


def _topic(topic: Any) -> Pairs:
    yield _("Broader topic"), _end(topic.broader)


def _source(source: Any) -> Pairs:
    yield _("Author"), _text(source.author)
    yield _("In"), _text(source.container_title)
    yield _("Publisher"), _text(source.publisher)
    yield _("Place of publication"), _text(source.publisher_place)
    yield _("Issued"), when(source.issued, "long")
    yield _("Volume"), _text(source.volume)
    yield _("Number"), _text(source.number)
    yield _("Pages"), _text(source.pages)
    yield _("Held at"), _text(source.archive)
    yield _("Shelfmark"), _text(source.archive_location)
    yield _("Address"), _address(source.url)
    yield _("Language"), _text(language_name(source.language) if source.language else "")
    yield _("Rights"), _text(source.rights)


def _address(url: str) -> SafeString:
    if not url.startswith(("http://", "https://")):
        return _text(url)
    return format_html('<a href="{0}" rel="external nofollow">{0}</a>', url)


_TELLERS: Final[dict[str, Callable[[Any], Pairs]]] = {
    Kind.PERSON: _nothing,
    Kind.ORGANISATION: _nothing,
    Kind.PUBLICATION: _publication,
    Kind.ISSUE: _issue,
    Kind.WORK: _work,
    Kind.EVENT: _event,
    Kind.PLACE: _place,
    Kind.TOPIC: _topic,
    Kind.SOURCE: _source,
}
