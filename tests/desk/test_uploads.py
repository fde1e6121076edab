"""Pictures that are dropped on a form, or sent with one that cannot be saved: none is lost."""

from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.test import Client
from django.utils import timezone

from entries import uploads
from entries.choices import Status
from entries.models import Image
from people.models import Person
from tests import make
from tests.desk.forms import (
    errors_of,
    fields_of,
    open_form,
    save,
    text_of,
    words,
)

pytestmark = pytest.mark.django_db

TAKE = "/admin/entries/entry/picture/"
PART = {"images-0-region_x": "30", "images-0-region_y": "0", "images-0-region_w": "20"}


@pytest.fixture
def draft(martov: User) -> Person:
    return make.make_person(status=Status.DRAFT, created_by=martov)


def waiting() -> list[str]:
    """Return the files that wait."""
    try:
        days = default_storage.listdir(uploads.FOLDER)[0]
    except FileNotFoundError:
        return []
    return [name for day in days for name in default_storage.listdir(f"incoming/{day}")[1]]


def drop(client: Client, **options: Any) -> Any:
    return client.post(TAKE, {"file": make.picture_file(**options)})


def sent(client: Client, person: Person, **changes: Any) -> Any:
    given = {"images-0-role": "portrait", **words("images-0")}
    return save(client, person, open_form(client, person) | given | changes)


def test_a_dropped_picture_is_checked_at_once_and_saved_with_the_form(
    editor: Client, draft: Person, django_capture_on_commit_callbacks: Any
) -> None:
    answer = drop(editor, size=(80, 60)).json()
    assert (answer["width"], answer["height"], answer["name"]) == (80, 60, "weinberg.jpg")
    assert default_storage.exists(answer["preview"].removeprefix("/media/"))
    token = {"images-0-upload": answer["token"]}
    part = {**PART, "images-0-region_h": "40"}

    with django_capture_on_commit_callbacks(execute=True):
        response = sent(editor, draft, **token, **part)

    assert response.status_code == 302, errors_of(response)
    image = Image.objects.get()
    assert (image.width, image.height, image.region) == (80, 60, "30,0,20,40")
    assert str(image.file.name).startswith(f"images/{draft.pid}/")
    assert waiting() == []


@pytest.mark.parametrize(
    ("name", "content", "why"),
    [
        ("a.svg", b"<svg/>", "no JPEG, PNG, WebP or TIFF"),
        ("a.jpg", b"\xff\xd8\xff", "no JPEG, PNG, WebP or TIFF"),
    ],
)
def test_what_is_no_picture_is_refused_with_the_reason(
    editor: Client, name: str, content: bytes, why: str
) -> None:
    response = editor.post(TAKE, {"file": SimpleUploadedFile(name, content)})

    assert response.status_code == 400
    assert why in response.json()["error"]
    assert waiting() == []


def test_without_a_file_the_answer_is_no_failure(editor: Client) -> None:
    assert editor.post(TAKE).status_code == 400
    assert editor.get(TAKE).status_code == 405


def test_only_who_may_add_pictures_may_leave_one(client: Client, contributor: Client) -> None:
    User.objects.create_user("guest", password="iskra", is_staff=True)
    guest = Client()
    guest.force_login(
        User.objects.get(username="guest"), "django.contrib.auth.backends.ModelBackend"
    )

    assert drop(contributor).status_code == 200
    assert drop(guest).status_code == 403
    assert drop(client).status_code == 302


def test_a_failed_save_keeps_a_file_that_was_sent_with_it(editor: Client, draft: Person) -> None:
    file = {"images-0-file": make.picture_file(kind="PNG"), "images-0-credit": "Weinberg"}
    response = sent(editor, draft, **file, **{"names-0-date": "31 April 1905"})
    assert response.status_code == 200
    assert "weinberg.jpg, 60 × 40 pixels: uploaded" in text_of(response)
    assert "Choose the file again" not in text_of(response)
    kept = fields_of(response, "person_form")

    response = save(editor, draft, kept, **{"names-0-date": ""})

    assert response.status_code == 302, errors_of(response)
    image = Image.objects.get()
    assert (image.width, image.credit) == (60, "Weinberg")


def test_a_failed_save_keeps_what_was_dropped_and_its_part(editor: Client, draft: Person) -> None:
    token = {"images-0-upload": drop(editor).json()["token"]}
    part = {**PART, "images-0-region_h": "20"}
    response = sent(editor, draft, **token, **part, **{"names-0-date": "31 April 1905"})

    kept = fields_of(response, "person_form")

    assert kept["images-0-upload"] == token["images-0-upload"]
    assert kept["images-0-region_x"] == "30"
    assert len(waiting()) == 2
    assert "-small.jpg" in response.content.decode()


def test_a_new_entry_keeps_its_picture_too(editor: Client) -> None:
    add = "/admin/people/person/add/"
    fields = fields_of(editor.get(add), "person_form")
    fields |= {"images-0-file": make.picture_file(), "names-0-text": "Троцкий"}

    response = editor.post(add, {**fields, "names-0-date": "31 April 1905"})

    kept = fields_of(response, "person_form")
    response = editor.post(add, {**kept, "names-0-date": ""})
    assert response.status_code == 302, errors_of(response)
    assert Image.objects.get().entry.status == Status.DRAFT


def test_a_token_of_somebody_else_or_of_nobody_brings_no_picture(
    editor: Client, contributor: Client, draft: Person
) -> None:
    token = drop(contributor).json()["token"]

    for said in (token, "forged", token[:-2]):
        response = sent(editor, draft, **{"images-0-upload": said})
        assert "This picture is not kept any more: choose it again." in errors_of(response)
    assert not Image.objects.exists()


def test_a_preview_leaves_no_picture_behind(editor: Client, draft: Person) -> None:
    make.make_image(draft)
    before = default_storage.listdir(f"images/{draft.pid}")[1]
    fields = open_form(editor, draft) | {"images-0-upload": drop(editor).json()["token"]}

    response = editor.post(f"/desk/preview/person/{draft.pk}/", fields)

    assert response.status_code == 200
    assert default_storage.listdir(f"images/{draft.pid}")[1] == before
    assert len(waiting()) == 2


@pytest.mark.parametrize(
    ("sides", "why"),
    [
        (("1", "2", "3", ""), "Give all four numbers"),
        (("1", "2", "3", "0"), "Give all four numbers"),
        (("50", "0", "20", "20"), "lies outside of the picture, which has 60 × 40"),
        (("x", "0", "20", "20"), "Enter a whole number."),
    ],
)
def test_a_part_that_cannot_be_is_refused_with_the_reason(
    editor: Client, draft: Person, sides: tuple[str, ...], why: str
) -> None:
    make.make_image(draft)
    given = {f"images-0-region_{side}": one for side, one in zip("xywh", sides, strict=True)}

    response = sent(editor, draft, **given)

    assert why in " ".join(errors_of(response))
    assert fields_of(response, "person_form")["images-0-region_x"] == sides[0]


def test_another_file_forgets_the_part_of_the_one_before(editor: Client, draft: Person) -> None:
    make.make_image(draft, region="10,0,20,20")

    sent(editor, draft, **{"images-0-file": make.picture_file((90, 90))})

    image = Image.objects.get()
    assert (image.width, image.region) == (90, "")


def test_what_nobody_came_back_for_goes_after_some_days(
    editor: Client, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    day = timezone.localdate()
    drop(editor)
    call_command("forget_uploads")
    assert len(waiting()) == 2

    monkeypatch.setattr(timezone, "localdate", lambda: day + timedelta(days=uploads.KEPT_DAYS))
    call_command("forget_uploads")

    assert waiting() == []
    assert capsys.readouterr().out == "0 files removed.\n2 files removed.\n"
    assert "cropping" in editor.get("/admin/people/person/add/").content.decode()
