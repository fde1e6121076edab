"""Bad input is named, keeps what was typed, and never fails."""

from io import BytesIO
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image as Pictures

from entries.choices import Kind, NameType
from entries.models import Identifier, Image, Name
from people.models import Person
from tests import make
from tests.desk.forms import Fields, errors_of, fields_of, open_form, save, words

pytestmark = pytest.mark.django_db

HUGE = "9" * 20


@pytest.fixture
def trotsky(db: None) -> Person:
    person = make.make_person()
    make.make_statement(person, "edited", make.make_publication())
    return person


def refused(client: Client, person: Person, **changes: Any) -> tuple[list[str], dict[str, Any]]:
    """Save with bad changes; return the errors and what the form that comes back holds."""
    response = save(client, person, open_form(client, person), **changes)
    assert response.status_code == 200
    return errors_of(response), fields_of(response, "person_form")


def test_a_date_that_is_not_understood_is_named_and_stays_in_the_box(
    editor: Client, trotsky: Person
) -> None:
    typed = {"statements-0-date": "31 апреля 1905", "editors_note": "long thoughts"}

    errors, kept = refused(editor, trotsky, **typed)

    assert "31 апреля 1905" in errors[0]
    assert kept["statements-0-date"] == "31 апреля 1905"
    assert kept["editors_note"] == "long thoughts"


def test_a_property_that_does_not_lead_to_this_kind_is_refused(
    editor: Client, trotsky: Person
) -> None:
    married = make.make_property("married", object_kinds=[Kind.PERSON])

    errors, kept = refused(editor, trotsky, **{"statements-0-property": married.pk})

    assert errors == [
        "“married” does not lead to this kind of entry (Publication), but to: Person."
    ]
    assert kept["statements-0-property"] == str(married.pk)


def test_a_place_that_is_no_place_is_refused(editor: Client, trotsky: Person) -> None:
    errors, _kept = refused(
        editor, trotsky, **{"statements-0-place": make.make_person(make.LENIN).pk}
    )

    assert errors == ["“Vladimir Lenin” is not of this kind."]


def test_an_entry_cannot_stand_in_relation_to_itself(editor: Client, trotsky: Person) -> None:
    errors, _kept = refused(editor, trotsky, **{"statements-0-object": trotsky.pk})

    assert "An entry cannot stand in relation to itself." in errors


def test_two_preferred_names_in_one_language_are_refused(editor: Client, trotsky: Person) -> None:
    typed = {
        "names-3-text": "Lev Trotsky",
        "names-3-language": "en",
        "names-3-type": NameType.PREFERRED,
    }

    errors, kept = refused(editor, trotsky, **typed)

    assert "Only one name in each language can be the preferred one." in errors
    assert kept["names-3-text"] == "Lev Trotsky"
    assert not Name.objects.filter(text="Lev Trotsky").exists()


@pytest.mark.parametrize(
    ("scheme", "value"),
    [
        ("isni", "0000000121269735"),
        ("issn", "0012-3457"),
        ("wikidata", "33391"),
        ("gnd", "118642978"),
    ],
)
def test_an_identifier_with_a_wrong_check_digit_is_refused(
    editor: Client, trotsky: Person, scheme: str, value: str
) -> None:
    typed = {"identifiers-0-scheme": scheme, "identifiers-0-value": value}

    errors, kept = refused(editor, trotsky, **typed)

    assert "is not a valid" in errors[0]
    assert kept["identifiers-0-value"] == value


def test_an_identifier_is_taken_from_its_address(editor: Client, trotsky: Person) -> None:
    typed = {
        "identifiers-0-scheme": "wikidata",
        "identifiers-0-value": "https://www.wikidata.org/wiki/Q33391",
    }

    save(editor, trotsky, open_form(editor, trotsky), **typed)

    assert Identifier.objects.get().value == "Q33391"


def test_an_identifier_of_another_entry_is_refused(editor: Client, trotsky: Person) -> None:
    lenin = make.make_person(make.LENIN)
    Identifier.objects.create(entry=lenin, scheme="wikidata", value="Q1394")

    errors, _kept = refused(
        editor,
        trotsky,
        **{"identifiers-0-scheme": "wikidata", "identifiers-0-value": "Q1394"},
    )

    assert errors == ["Another entry has this identifier already."]


CHOICES = (
    "statements-0-object",
    "statements-0-place",
    "statements-0-event",
    "statements-0-source",
    "statements-0-id",
    "statements-0-property",
    "names-0-id",
    "names-0-type",
    "default_source",
    "occupations",
)


@pytest.mark.parametrize("value", [HUGE, "\x00", "-1", "nobody", "²"])
def test_absurd_choices_are_errors_and_no_failure(
    editor: Client, trotsky: Person, value: str
) -> None:
    absurd: Fields = dict.fromkeys(CHOICES, value)

    response = save(editor, trotsky, open_form(editor, trotsky) | absurd)

    assert response.status_code == 200
    assert len(response.context["errors"]) == len(CHOICES)


def test_nul_bytes_are_errors_and_no_failure(editor: Client, trotsky: Person) -> None:
    names = (
        "editors_note",
        "change_note",
        "names-0-text",
        "statements-0-value_en",
        "statements-0-date",
    )

    typed: Fields = dict.fromkeys(names, "Nashe\x00Slovo")

    response = save(editor, trotsky, open_form(editor, trotsky) | typed)

    assert len(response.context["errors"]) == len(names)


@pytest.mark.parametrize("count", [HUGE, "-3", "many", "3000"])
def test_an_absurd_number_of_rows_is_no_failure(
    editor: Client, trotsky: Person, count: str
) -> None:
    fields = open_form(editor, trotsky)

    for name in ("TOTAL", "INITIAL"):
        response = save(editor, trotsky, fields, **{f"statements-{name}_FORMS": count})
        assert response.status_code in {200, 302}


@pytest.mark.parametrize("page", ["0", "-1", HUGE, "last", "\x00"])
def test_an_absurd_page_of_statements_shows_one_that_exists(
    editor: Client, trotsky: Person, page: str
) -> None:
    response = editor.get(f"/admin/people/person/{trotsky.pk}/change/", {"statements": page})

    assert response.status_code == 200


def test_without_a_source_a_citation_is_refused(editor: Client, trotsky: Person) -> None:
    errors, kept = refused(editor, trotsky, **{"citations-0-locator": "p. 3"})

    assert errors == ["Give the source."]
    assert kept["citations-0-locator"] == "p. 3"


# Pictures


def picture(size: tuple[int, int] = (40, 30), kind: str = "JPEG", **options: Any) -> bytes:
    buffer = BytesIO()
    Pictures.new("RGB", size, "firebrick").save(buffer, kind, **options)
    return buffer.getvalue()


def upload(client: Client, person: Person, content: bytes, name: str = "portrait.jpg") -> Any:
    file = SimpleUploadedFile(name, content, content_type="image/jpeg")
    typed = {"images-0-role": "portrait", **words("images-0")}
    return save(client, person, open_form(client, person) | typed | {"images-0-file": file})


def bomb() -> bytes:
    """Return a small PNG that says it is a hundred thousand pixels wide and high."""
    content = bytearray(picture(kind="PNG"))
    content[16:24] = (100_000).to_bytes(4, "big") * 2
    return bytes(content)


SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
GIF = b"GIF89a/*\x01\x00\x01\x00*/=1;alert(1);//"


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (bomb(), "bomb.png"),
        (SVG, "portrait.svg"),
        (SVG, "portrait.jpg"),
        (GIF, "portrait.gif"),
        (picture(kind="GIF"), "portrait.gif"),
        (b"", "empty.jpg"),
        (picture()[:100], "cut.jpg"),
    ],
    ids=["bomb", "svg", "disguised svg", "scripted gif", "gif", "empty", "cut off"],
)
def test_what_is_no_picture_of_ours_is_refused(
    editor: Client, trotsky: Person, content: bytes, name: str
) -> None:
    response = upload(editor, trotsky, content, name)

    assert response.status_code == 200
    assert errors_of(response)
    assert not Image.objects.exists()


def test_a_portrait_is_written_anew_without_what_the_camera_noted(
    editor: Client, trotsky: Person
) -> None:
    exif = Pictures.Exif()
    exif[0x010E] = "taken at Büyükada"

    response = upload(editor, trotsky, picture((1200, 900), exif=exif.tobytes()))

    assert response.status_code == 302, errors_of(response)
    image = Image.objects.get()
    stored = Pictures.open(image.file)
    assert (stored.size, dict(stored.getexif())) == ((1200, 900), {})
    assert max(Pictures.open(image.thumbnail).size) <= 600
    assert trotsky.pid in str(image.file.name)
    image.file.close()
    image.thumbnail.close()


def test_an_image_whose_file_is_lost_does_not_keep_the_entry_from_being_saved(
    editor: Client, trotsky: Person
) -> None:
    upload(editor, trotsky, picture())
    image = Image.objects.get()
    image.file.storage.delete(str(image.file.name))

    response = save(editor, trotsky, open_form(editor, trotsky), editors_note="still here")

    assert response.status_code == 302
