"""What a picture must have before the public sees it, wherever an entry becomes public."""

from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError

from entries import actions, licences, showable
from entries.choices import Status
from entries.doubts import doubts_of
from entries.models import Entry, Image
from history.merging.carry_out import carry_out
from history.merging.plan import plan
from history.models import Revision
from history.restoring.actions import preview_restore, restore_revision
from tests import make

pytestmark = pytest.mark.django_db

WITHOUT: list[tuple[dict[str, Any], str]] = [
    ({"alt": {"en": "a", "ru": "b"}}, "ไทย"),
    ({"alt": {"th": "a", "ru": "b"}}, "English"),
    ({"alt": {"th": "a", "en": "b", "fr": "c"}}, "Русский"),
    ({"credit": ""}, "a credit"),
    ({"rights": ""}, "a statement of rights"),
    ({"rights": "with kind permission"}, "a statement of rights"),
]


@pytest.fixture
def krupskaya() -> User:
    return make.make_editor()


def bare(entry: Entry, name: str = "a", **columns: Any) -> Image:
    """Give an entry an image whose file nobody looks at."""
    values = {**make.WORDS, "file": f"images/x/{name}.jpg", "width": 60, "height": 40, **columns}
    owner = Entry.objects.get(pk=entry.pk)
    (image,) = Image.objects.bulk_create([Image(entry=owner, role="portrait", **values)])
    return image


def now(entry: Entry) -> Entry:
    return Entry.objects.get(pk=entry.pk)


@pytest.mark.parametrize(("columns", "missing"), WITHOUT)
def test_an_entry_is_not_published_while_its_picture_lacks_something(
    krupskaya: User, columns: dict[str, Any], missing: str
) -> None:
    person = make.make_person(status=Status.DRAFT)
    bare(person, **columns)

    with pytest.raises(ValidationError) as refused:
        actions.publish(now(person), krupskaya)

    assert missing in refused.value.messages[0]
    assert "Images" in refused.value.messages[0]
    assert refused.value.code == showable.CODE
    assert now(person).status == Status.DRAFT


def test_an_entry_whose_picture_has_everything_is_published(krupskaya: User) -> None:
    person = make.make_person(status=Status.DRAFT)
    bare(person)

    actions.publish(now(person), krupskaya)

    assert now(person).is_public


@pytest.mark.parametrize(("columns", "missing"), WITHOUT)
def test_the_database_and_the_single_image_agree_on_what_is_missing(
    columns: dict[str, Any], missing: str
) -> None:
    person = make.make_person(status=Status.DRAFT)
    bare(person, "whole")
    image = bare(person, "b", **columns)

    assert showable.incomplete_images([person.pk]) == {person.pk: [image]}
    (doubt,) = doubts_of(now(person), "pictures")
    assert missing in doubt.sentence


def test_several_pictures_are_counted(krupskaya: User) -> None:
    person = make.make_person(status=Status.DRAFT)
    for name in "abc":
        bare(person, name, credit="")

    with pytest.raises(ValidationError, match="2 more pictures lack something"):
        actions.publish(now(person), krupskaya)


@pytest.mark.parametrize(
    ("said", "uri"),
    [
        ("https://creativecommons.org/licenses/by-sa/4.0/deed.ru", "licenses/by-sa/4.0/"),
        ("cc-by 3.0", "licenses/by/3.0/"),
        ("CC0", "publicdomain/zero/1.0/"),
        ("public domain", "publicdomain/mark/1.0/"),
    ],
)
def test_a_licence_is_understood_by_name_and_address(said: str, uri: str) -> None:
    assert licences.as_uri(said) == f"http://creativecommons.org/{uri}"


@pytest.mark.parametrize(
    "said",
    [
        "InC",
        "https://rightsstatements.org/page/InC/1.0/",
        "http://rightsstatements.org/vocab/InC/1.0",
    ],
)
def test_a_statement_of_rights_is_understood_by_code_and_address(said: str) -> None:
    assert licences.as_uri(said) == "http://rightsstatements.org/vocab/InC/1.0/"
    assert licences.label_of(licences.as_uri(said)) == "In copyright"


def test_words_that_are_no_statement_stand_as_they_are() -> None:
    assert licences.as_uri(" by kind permission ") == "by kind permission"
    assert licences.label_of("by kind permission") == "by kind permission"


# Merging


@pytest.mark.parametrize(("status", "taken"), [(Status.DRAFT, False), (Status.PUBLISHED, True)])
def test_merging_holds_back_what_a_draft_has_without_words(
    krupskaya: User, status: str, taken: bool
) -> None:
    survivor, other = make.make_person(), make.make_person("Trotsky", status=status)
    bare(other, credit="")
    bare(other, "whole")

    merged = carry_out(
        plan([now(survivor).specific, now(other).specific], now(survivor)), krupskaya
    )

    files = set(Image.objects.filter(entry=survivor.pk).values_list("file", flat=True))
    assert ("images/x/a.jpg" in files) is taken
    assert "images/x/whole.jpg" in files
    assert merged.counts.images_held_back == (0 if taken else 1)


# Restoring


def revise(entry: Entry, user: User) -> int:
    actions.record(now(entry), user, "change")
    return Revision.objects.filter(pid=entry.pid).latest("number").number


def restore(entry: Entry, number: int, user: User) -> list[str]:
    """Restore with consent; return what was lost."""
    revision = Revision.objects.get(pid=entry.pid, number=number)
    _now, fitted = preview_restore(now(entry), revision)
    restore_revision(now(entry), number, user, agreed=fitted.digest)
    return [f"{one.reason} {one.what}".strip() for one in fitted.losses]


def test_restoring_does_not_bring_a_picture_without_words_before_readers(krupskaya: User) -> None:
    person = make.make_person(status=Status.DRAFT)
    image = bare(person, credit="")
    first = revise(person, krupskaya)
    path = image.file.storage.save(str(image.file.name), make.picture_file())
    assert path == image.file.name
    Image.objects.filter(pk=image.pk).delete()
    actions.publish(now(person), krupskaya)
    Entry.objects.filter(pk=person.pk).update(editors_note="otherwise")

    lost = restore(person, first, krupskaya)

    assert lost == ["no-words"]
    assert not Image.objects.exists()


def test_restoring_leaves_a_public_picture_the_words_it_has(krupskaya: User) -> None:
    person = make.make_person(status=Status.DRAFT)
    image = bare(person, credit="")
    first = revise(person, krupskaya)
    Image.objects.filter(pk=image.pk).update(credit="Jean Weinberg")
    actions.publish(now(person), krupskaya)
    Entry.objects.filter(pk=person.pk).update(editors_note="otherwise")
    revise(person, krupskaya)

    lost = restore(person, first, krupskaya)

    assert lost == ["no-words stays"]
    assert Image.objects.get().credit == "Jean Weinberg"


def test_restoring_a_draft_brings_back_any_picture(krupskaya: User) -> None:
    person = make.make_person(status=Status.DRAFT)
    image = bare(person, credit="")
    first = revise(person, krupskaya)
    Image.objects.filter(pk=image.pk).update(credit="Jean Weinberg")
    revise(person, krupskaya)

    assert restore(person, first, krupskaya) == []
    assert Image.objects.get().credit == ""
