"""Generated records of every kind that refer to one stored world of entries and vocabulary."""

import string
from datetime import UTC, datetime
from typing import Any

from hypothesis import strategies as st

from entries import pid as pids
from entries.choices import (
    Certainty,
    ImageRole,
    Kind,
    NameType,
    Rank,
    Scheme,
    Stance,
    Status,
    TextRole,
)
from entries.schemes import SCHEMES
from records.read import parse_record
from records.schema import EntryRecord
from sources.models import CSL_TYPES
from tests import make

PIDS = {kind: f"b0000{at}" for at, kind in enumerate(Kind.values)}
PIDS = {kind: body + pids.check_character(body) for kind, body in PIDS.items()}
"""The entries that generated records refer to, one of each kind."""

SUBJECT = "c00000" + pids.check_character("c00000")
"""The entry that generated records are of."""

TERMS = {
    Scheme.OCCUPATION: ["editor", "physician", "railway-worker"],
    Scheme.ORGANISATION_TYPE: ["party"],
    Scheme.PUBLICATION_TYPE: ["newspaper"],
    Scheme.FREQUENCY: ["daily"],
    Scheme.WORK_TYPE: ["manifesto"],
    Scheme.EVENT_TYPE: ["congress"],
    Scheme.PLACE_TYPE: ["town"],
    Scheme.TOPIC_TYPE: ["theory"],
}
PROPERTIES = ["born", "died", "edited", "member-of"]

DATES: list[dict[str, str] | None] = [
    None,
    {"edtf": "1905"},
    {"edtf": "1905-01-09", "calendar": "julian", "written": "9 января 1905"},
    {"edtf": "1917-10-25", "calendar": "julian", "written": "25 Oct (7 Nov) 1917"},
    {"edtf": "1915-09-05/1915-09-08"},
    {"edtf": "1879~", "written": "ประมาณ พ.ศ. ๒๔๒๒"},
    {"edtf": "../1917"},
    {"edtf": "[1877,1879]"},
    {"edtf": "191X"},
]


def make_world() -> None:
    """Store what generated records refer to."""
    serial = make.make_publication(pid=PIDS[Kind.PUBLICATION])
    make.make_person(make.LENIN, pid=PIDS[Kind.PERSON])
    make.make_organisation(pid=PIDS[Kind.ORGANISATION])
    make.make_issue(serial, pid=PIDS[Kind.ISSUE])
    make.make_work(pid=PIDS[Kind.WORK])
    make.make_event(pid=PIDS[Kind.EVENT])
    make.make_place(pid=PIDS[Kind.PLACE])
    make.make_topic(pid=PIDS[Kind.TOPIC])
    make.make_source(pid=PIDS[Kind.SOURCE])
    for scheme, codes in TERMS.items():
        for code in codes:
            make.make_term(scheme, code, code)
    for code in PROPERTIES:
        make.make_property(code)


def texts(most: int = 40) -> st.SearchStrategy[str]:
    """Draw text in the scripts of the archive, with blanks and marks of every sort."""
    signs = string.ascii_letters + string.digits + " \t\n'\"«»№[]|<&%\\/.;-–…" + "ЛевТроцкийѣё"
    return st.text(signs + "เลออนตรอตสกี๑๙๐๕ฯ" + "éüß中👤\u0301\u200b", max_size=most)


filled = texts().map(lambda text: f"x{text}")
localised = st.dictionaries(
    st.sampled_from(["th", "en", "ru", "ru-Latn", "de"]), filled, max_size=3
)
dates = st.sampled_from(DATES)
codes = st.text(string.ascii_lowercase + string.digits, min_size=1, max_size=8)


def pid_or_none(kind: str) -> st.SearchStrategy[str | None]:
    return st.sampled_from([None, PIDS[kind]])


def term_or_none(scheme: str) -> st.SearchStrategy[str | None]:
    return st.sampled_from([None, *TERMS[Scheme(scheme)]])


citations = st.lists(
    st.fixed_dictionaries(
        {
            "source": st.just(PIDS[Kind.SOURCE]),
            "locator": texts(),
            "stance": st.sampled_from(Stance.values),
            "note": localised,
        }
    ),
    max_size=2,
)


def _only_preferred_once(name: dict[str, Any]) -> object:
    """Return a key that two preferred names in a language share, and no other two names."""
    return name["language"] if name["type"] == NameType.PREFERRED else object()


names = st.lists(
    st.fixed_dictionaries(
        {
            "text": filled,
            "language": st.sampled_from(["th", "en", "ru", "ru-Latn", "de"]),
            "type": st.sampled_from(NameType.values),
            "date": dates,
            "note": localised,
            "citations": citations,
        }
    ),
    max_size=4,
    unique_by=_only_preferred_once,
)

written = st.lists(
    st.fixed_dictionaries(
        {
            "language": st.sampled_from(["th", "en", "ru"]),
            "role": st.sampled_from(TextRole.values),
            "body": filled,
        }
    ),
    max_size=3,
    unique_by=lambda text: (text["language"], text["role"]),
)

identifiers = st.lists(
    st.fixed_dictionaries(
        {
            "scheme": st.sampled_from(list(SCHEMES)),
            "value": codes,
            "verified": st.booleans(),
        }
    ),
    max_size=3,
    unique_by=lambda one: (one["scheme"], one["value"]),
)

images = st.lists(
    st.fixed_dictionaries(
        {
            "role": st.sampled_from(ImageRole.values),
            "file": codes.map(lambda code: f"images/{SUBJECT}/{code}.jpg"),
            "thumbnail": st.sampled_from(["", f"images/{SUBJECT}/a-small.jpg"]),
            "width": st.integers(1, 9000),
            "height": st.integers(1, 9000),
            "alt": localised,
            "credit": texts(),
            "rights": texts(),
            "label": texts(20),
        }
    ),
    max_size=3,
    unique_by=lambda image: image["file"],
)

statement_ids = st.text(pids.ALPHABET, min_size=9, max_size=9).map(
    lambda body: body + pids.check_character(body)
)

statements = st.lists(
    st.fixed_dictionaries(
        {
            "id": statement_ids,
            "property": st.sampled_from(PROPERTIES),
            "object": st.sampled_from([None, *PIDS.values()]),
            "value": localised,
            "date": dates,
            "place": pid_or_none(Kind.PLACE),
            "event": pid_or_none(Kind.EVENT),
            "qualifier": localised,
            "rank": st.sampled_from(Rank.values),
            "rank_reason": localised,
            "certainty": st.sampled_from(Certainty.values),
            "note": localised,
            "editors_note": texts(),
            "citations": citations,
        }
    ),
    max_size=4,
    unique_by=lambda statement: str(statement["id"]),
)

moments = st.datetimes(datetime(2000, 1, 1), datetime(2100, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001

STANDINGS: dict[str, dict[str, st.SearchStrategy[Any]]] = {
    Status.DRAFT: {},
    Status.IN_REVIEW: {},
    Status.PUBLISHED: {"published_at": moments},
    Status.WITHDRAWN: {
        "published_at": moments,
        "withdrawn_at": moments,
        "withdrawal_reason": localised,
    },
    Status.MERGED: {"published_at": moments, "merged_into": st.just(PIDS[Kind.PERSON])},
}

languages = st.lists(st.sampled_from(["ru", "yi", "de-CH"]), max_size=2)
numbers = st.none() | st.integers(0, 2**31 - 1)
latitudes = st.floats(-90, 90)
longitudes = st.floats(-180, 180)

FIELDS: dict[str, st.SearchStrategy[dict[str, Any]]] = {
    Kind.PERSON: st.fixed_dictionaries(
        {
            "gender": st.sampled_from(["", "female", "male", "other"]),
            "occupations": st.lists(st.sampled_from(TERMS[Scheme.OCCUPATION]), max_size=4),
        }
    ),
    Kind.ORGANISATION: st.fixed_dictionaries({"type": term_or_none(Scheme.ORGANISATION_TYPE)}),
    Kind.PUBLICATION: st.fixed_dictionaries(
        {
            "type": term_or_none(Scheme.PUBLICATION_TYPE),
            "languages": languages,
            "frequency": term_or_none(Scheme.FREQUENCY),
        }
    ),
    Kind.ISSUE: st.fixed_dictionaries(
        {
            "publication": st.just(PIDS[Kind.PUBLICATION]),
            "number_printed": st.sampled_from(["", "№ 1", "12–13 (64)"]) | texts(),
            "number": numbers,
            "volume": numbers,
            "date": dates,
            "printed_at": pid_or_none(Kind.PLACE),
        }
    ),
    Kind.WORK: st.fixed_dictionaries(
        {
            "type": term_or_none(Scheme.WORK_TYPE),
            "date": dates,
            "languages": languages,
            "publication": pid_or_none(Kind.PUBLICATION),
            "issue": pid_or_none(Kind.ISSUE),
            "pages": texts(),
            "byline": texts(),
        }
    ),
    Kind.EVENT: st.fixed_dictionaries(
        {
            "type": term_or_none(Scheme.EVENT_TYPE),
            "date": dates,
            "place": pid_or_none(Kind.PLACE),
            "part_of": pid_or_none(Kind.EVENT),
        }
    ),
    Kind.PLACE: st.one_of(
        st.fixed_dictionaries({"latitude": latitudes, "longitude": longitudes}),
        st.fixed_dictionaries(
            {"type": term_or_none(Scheme.PLACE_TYPE), "part_of": pid_or_none(Kind.PLACE)}
        ),
    ),
    Kind.TOPIC: st.fixed_dictionaries(
        {"type": term_or_none(Scheme.TOPIC_TYPE), "broader": pid_or_none(Kind.TOPIC)}
    ),
    Kind.SOURCE: st.fixed_dictionaries(
        {
            "csl_type": st.sampled_from([code for code, _label in CSL_TYPES]),
            "author": texts(),
            "container_title": texts(),
            "publisher": texts(),
            "publisher_place": texts(),
            "issued": dates,
            "volume": texts(),
            "number": texts(),
            "pages": texts(),
            "archive": texts(),
            "archive_location": texts(),
            "url": texts(),
            "language": st.sampled_from(["", "ru", "en"]),
            "rights": texts(),
        }
    ),
}


@st.composite
def records(draw: st.DrawFn, kind: str) -> EntryRecord:
    """Draw a record of this kind, of the entry SUBJECT."""
    status = draw(st.sampled_from(list(STANDINGS)))
    document = {
        "pid": SUBJECT,
        "kind": kind,
        "status": status,
        **{name: draw(strategy) for name, strategy in STANDINGS[status].items()},
        "descriptive": draw(st.booleans()),
        "names": draw(names),
        "texts": draw(written),
        "identifiers": draw(identifiers),
        "images": draw(images),
        "citations": draw(citations),
        "statements": draw(statements),
        "editors_note": draw(texts()),
        "fields": draw(FIELDS[kind]),
    }
    return parse_record.validate_python(document)
