"""Pictures in the form of an entry: what they must say, and the part that portraits show."""

from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.test import Client
from django.utils import timezone

from desk.flow.actions import schedule
from entries.choices import Status
from entries.models import Entry, Image
from tests import make
from tests.desk.forms import (
    errors_of,
    fields_of,
    form_address,
    messages_after,
    open_form,
    save,
    step,
    words,
)
from tests.exchange.tables import imported, said, tried

pytestmark = pytest.mark.django_db

LIST = "/admin/people/person/"


def stored(entry: Entry, **columns: Any) -> Image:
    """Give an entry an image whose file nobody looks at."""
    values = {**make.WORDS, "file": "images/x/a.jpg", "width": 60, "height": 40, **columns}
    owner = Entry.objects.get(pk=entry.pk)
    Image.objects.bulk_create([Image(entry=owner, role="portrait", **values)])
    return Image.objects.get(entry=owner)


def sent(client: Client, entry: Entry, **changes: Any) -> Any:
    return save(client, entry, open_form(client, entry) | changes)


NEW = {"images-0-role": "portrait"}


def test_a_draft_may_have_a_picture_without_words_and_says_what_it_lacks(editor: Client) -> None:
    person = make.make_person(status=Status.DRAFT)

    response = sent(editor, person, **NEW, **{"images-0-file": make.picture_file()})

    assert "lacks a description (ไทย), a description (English)" in messages_after(editor, response)
    page = editor.get(form_address(person)).content.decode()
    assert "To look at again" in page
    assert "a statement of rights." in page


def test_a_public_entry_gets_no_picture_without_words(editor: Client) -> None:
    person = make.make_person()

    response = sent(editor, person, **NEW, **{"images-0-file": make.picture_file()})

    assert response.status_code == 200
    assert "Readers see this entry: the picture needs a credit." in errors_of(response)
    assert not Image.objects.exists()


def test_a_public_entry_gets_a_picture_that_says_everything(editor: Client) -> None:
    person = make.make_person()
    given = {**NEW, **words("images-0"), "images-0-file": make.picture_file()}

    response = sent(editor, person, **given)

    assert response.status_code == 302, errors_of(response)
    image = Image.objects.get()
    assert (image.alt, image.rights) == (make.WORDS["alt"], make.WORDS["rights"])


def test_what_was_public_before_may_be_mended_word_by_word(editor: Client) -> None:
    person = make.make_person()
    stored(person, alt={}, rights="by kind permission", credit="")

    response = sent(editor, person, **{"images-0-alt_th": "ตรอตสกี"})

    assert response.status_code == 302, errors_of(response)
    image = Image.objects.get()
    assert (image.alt, image.rights) == ({"th": "ตรอตสกี"}, "by kind permission")


def test_a_public_picture_does_not_lose_what_it_has(editor: Client) -> None:
    person = make.make_person()
    stored(person)

    response = sent(editor, person, **{"images-0-credit": "", "images-0-alt_ru": ""})

    assert response.status_code == 200
    assert Image.objects.get().credit == make.WORDS["credit"]
    held = fields_of(response, "person_form")
    assert (held["images-0-credit"], held["images-0-alt_ru"]) == ("", "")


def test_another_file_in_a_public_row_must_say_everything(editor: Client) -> None:
    person = make.make_person()
    stored(person, credit="")

    response = sent(editor, person, **{"images-0-file": make.picture_file()})

    assert "Readers see this entry: the picture needs a credit." in errors_of(response)


# On the way to the public


def test_the_button_says_what_is_missing_and_leads_to_the_place(publisher: Client) -> None:
    person = make.make_person(status=Status.DRAFT)
    stored(person, credit="")

    page = step(publisher, person, "publish").content.decode()

    assert "lacks a credit." in page
    assert f"/entries/entry/{person.pk}/change/#images-group" in page
    assert 'id="images-group"' in publisher.get(form_address(person)).content.decode()


def test_the_preview_of_publishing_many_foresees_it(
    publisher: Client, django_assert_num_queries: Any
) -> None:
    whole, lacking = (make.make_person(name, status=Status.DRAFT) for name in ("A", "B"))
    stored(whole)
    stored(lacking, rights="")
    chosen = {"action": "publish_selected", "_selected_action": [whole.pk, lacking.pk]}

    page = publisher.post(LIST, chosen)

    assert [one.pk for one in page.context["ready"]] == [whole.pk]
    assert "lacks a statement of rights." in page.content.decode()
    publisher.post(LIST, {**chosen, "agreed": "1"})
    assert set(Entry.objects.published().values_list("pk", flat=True)) == {whole.pk}


def test_the_cost_of_foreseeing_does_not_grow(publisher: Client, krupskaya: User) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    from entries.admin.foreseeing import foresee
    from entries.admin.steps import STEPS

    people = [make.make_person(f"P{at}", status=Status.DRAFT) for at in range(6)]
    for person in people:
        stored(person, rights="")
    costs = []
    for count in (1, 6):
        with CaptureQueriesContext(
            connection,
        ) as queries:
            assert all(one.problem for one in foresee(STEPS["publish"], people[:count], krupskaya))
        costs.append(len(queries))

    assert costs == [3, 3]


def test_what_lacks_words_is_not_planned(krupskaya: User) -> None:
    person = make.make_person(status=Status.DRAFT)
    stored(person, credit="")

    with pytest.raises(ValidationError, match="lacks a credit"):
        schedule(person, krupskaya, timezone.now() + timedelta(hours=1))


def test_the_list_of_work_names_the_entries(editor: Client) -> None:
    stored(make.make_person(), credit="")
    stored(make.make_person("Martov"), file="images/x/b.jpg")

    page = editor.get("/desk/work/pictures/").content.decode()

    assert "lacks a credit." in page
    assert "Leon Trotsky" in page
    assert "Martov" not in page


# Tables


def line(**named: str) -> str:
    return "portrait | images/x/a.jpg | " + " | ".join(f"{key}={one}" for key, one in named.items())


FULL = {
    "width": "60", "height": "40", "region": "1,2,30,30", "credit": "Weinberg", "rights": "CC0",
    "alt.th": "ก", "alt.en": "a", "alt.ru": "а",
}  # fmt: skip


@pytest.fixture
def file(tmp_path: Any) -> None:
    from django.core.files.storage import default_storage

    default_storage.save("images/x/a.jpg", make.picture_file())


@pytest.mark.usefixtures("file")
def test_a_table_brings_no_picture_without_words_before_readers(krupskaya: User) -> None:
    person = make.make_person()
    cells = {**FULL, "credit": ""}

    job = tried(
        krupskaya, "person", f"pid,images\n{person.pid},{line(**cells)!r}\n".replace("'", '"')
    )

    assert "lacks a credit." in said(job)[0]


@pytest.mark.usefixtures("file")
def test_a_table_brings_a_picture_with_its_part_and_its_rights(krupskaya: User) -> None:
    person = make.make_person()

    imported(krupskaya, "person", f'pid,images\n{person.pid},"{line(**FULL)}"\n')

    image = Image.objects.get(entry=person.pk)
    assert image.region == "1,2,30,30"
    assert image.rights == "http://creativecommons.org/publicdomain/zero/1.0/"
