"""Pictures for machines: what the IIIF specifications ask of level 0 and of a manifest."""

import re
from collections.abc import Iterator
from io import BytesIO
from typing import Any

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image as Pictures

from entries.choices import ImageRole, Status
from entries.derivatives import identifier_of
from entries.models import Entry, Image
from tests import make

pytestmark = pytest.mark.django_db

SITE = "http://localhost:8000"
RED, WHITE = (120, 40, 40), (255, 255, 255)


def service(image: Image) -> str:
    return f"/iiif/{identifier_of(image)}"


def path(uri: str) -> str:
    assert uri.startswith(SITE + "/"), uri
    return uri.removeprefix(SITE)


def picture(client: Client, address: str) -> Pictures.Image:
    response = client.get(address)
    assert response.status_code == 200, address
    assert response["Content-Type"] == "image/jpeg"
    assert response["Access-Control-Allow-Origin"] == "*"
    return Pictures.open(BytesIO(response.content))


def is_like(colour: Any, wanted: tuple[int, int, int]) -> bool:
    return all(abs(one - other) < 20 for one, other in zip(colour, wanted, strict=True))


# Image API 3.0


def test_the_information_has_what_the_image_api_requires(client: Client) -> None:
    image = make.make_image(make.make_person(), (1000, 500))

    response = client.get(f"{service(image)}/info.json")

    info = response.json()
    assert response["Access-Control-Allow-Origin"] == "*"
    required = {
        "@context": "http://iiif.io/api/image/3/context.json",
        "id": SITE + service(image),
        "type": "ImageService3",
        "protocol": "http://iiif.io/api/image",
        "profile": "level0",
        "width": 1000,
        "height": 500,
    }
    assert {key: info[key] for key in required} == required
    assert info["rights"] == make.WORDS["rights"]
    assert [(one["width"], one["height"]) for one in info["sizes"]] == [
        (200, 100), (400, 200), (800, 400), (1000, 500),
    ]  # fmt: skip


def test_every_size_of_the_list_is_there_and_no_other(client: Client) -> None:
    image = make.make_image(make.make_person(), (1000, 500))
    info = client.get(f"{service(image)}/info.json").json()

    for one in info["sizes"]:
        size = (one["width"], one["height"])
        found = picture(client, f"{service(image)}/full/{size[0]},{size[1]}/0/default.jpg")
        assert found.size == size
    assert picture(client, f"{service(image)}/full/max/0/default.jpg").size == (1000, 500)
    for region, size_ in [
        ("full", "999,500"), ("full", "400,"), ("full", "^max"), ("square", "max"),
        ("0,0,10,10", "max"), ("full", "9" * 30), ("pct:0,0,50,50", "max"),
    ]:  # fmt: skip
        answer = client.get(f"{service(image)}/{region}/{size_}/0/default.jpg")
        assert answer.status_code == 404, (region, size_)


def test_the_part_for_the_portrait_is_given_and_the_picture_stays_whole(client: Client) -> None:
    image = make.make_image(make.make_person(), (1000, 500), region="600,0,300,400")

    part = picture(client, f"{service(image)}/600,0,300,400/150,200/0/default.jpg")
    whole = picture(client, f"{service(image)}/full/max/0/default.jpg")

    assert (part.size, whole.size) == ((150, 200), (1000, 500))
    assert is_like(part.getpixel((5, 5)), WHITE)
    assert is_like(whole.getpixel((5, 5)), RED)


def test_a_transparent_picture_is_given_on_white(client: Client) -> None:
    buffer = BytesIO()
    Pictures.new("RGBA", (30, 30), (0, 0, 0, 0)).save(buffer, "PNG")
    file = SimpleUploadedFile("a.png", buffer.getvalue())
    image = make.make_image(make.make_person(), file=file)

    found = picture(client, f"{service(image)}/full/max/0/default.jpg")

    assert str(image.file.name).endswith(".png")
    assert is_like(found.getpixel((5, 5)), WHITE)


def test_a_derivative_is_made_once(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    image = make.make_image(make.make_person(), (1000, 500))
    address = f"{service(image)}/full/200,100/0/default.jpg"
    first = client.get(address)
    monkeypatch.setattr("entries.derivatives._make", None)

    again = client.get(address)

    assert again.content == first.content
    assert client.get(address, headers={"if-none-match": first["ETag"]}).status_code == 304


def test_the_uri_of_a_picture_leads_to_its_information(client: Client) -> None:
    image = make.make_image(make.make_person())

    response = client.get(service(image))

    assert response.status_code == 303
    assert response["Location"] == f"{service(image)}/info.json"


def test_json_ld_is_given_to_whoever_asks_for_it(client: Client) -> None:
    address = f"{service(make.make_image(make.make_person()))}/info.json"

    asked = client.get(address, headers={"accept": "application/ld+json"})

    profile = 'application/ld+json;profile="http://iiif.io/api/image/3/context.json"'
    assert asked["Content-Type"] == profile
    assert client.get(address)["Content-Type"] == "application/json"


@pytest.mark.parametrize("status", [Status.DRAFT, Status.IN_REVIEW, Status.WITHDRAWN])
def test_nothing_of_what_is_not_public_is_given(client: Client, status: str) -> None:
    person = make.make_person()
    image = make.make_image(person, (1000, 500), region="600,0,300,400")
    picture(client, f"{service(image)}/full/200,100/0/default.jpg")
    columns = {"withdrawn_at": person.published_at} if status == Status.WITHDRAWN else {}
    Entry.objects.filter(pk=person.pk).update(status=status, **columns)

    for tail in (
        "", "/info.json", "/full/max/0/default.jpg", "/full/200,100/0/default.jpg",
        "/600,0,300,400/max/0/default.jpg",
    ):  # fmt: skip
        assert client.get(service(image) + tail).status_code == 404, tail


def test_a_lost_or_unknown_file_is_not_found(client: Client) -> None:
    image = make.make_image(make.make_person(), (1000, 500))
    default_storage.delete(str(image.file.name))

    assert client.get(f"{service(image)}/full/200,100/0/default.jpg").status_code == 404
    assert client.get(f"{service(image)}/full/max/0/default.jpg").status_code == 404
    assert client.get("/iiif/b000000-0000000000000000/info.json").status_code == 404


def test_the_file_of_a_draft_has_a_name_that_nobody_guesses() -> None:
    names = {
        str(make.make_image(make.make_person(status=Status.DRAFT)).file.name) for _at in range(3)
    }

    assert len({re.fullmatch(r"images/\w{7}/([0-9a-f]{16})\.jpg", one)[1] for one in names}) == 3  # type: ignore[index]


# Presentation API 3.0


def resources(node: Any) -> Iterator[dict[str, Any]]:
    """Yield every object of a document that has a type."""
    if isinstance(node, dict):
        if "type" in node:
            yield node
        for one in node.values():
            yield from resources(one)
    elif isinstance(node, list):
        for one in node:
            yield from resources(one)


@pytest.fixture
def manifest(client: Client) -> dict[str, Any]:
    person = make.make_person()
    make.make_image(
        person, (300, 200), role=ImageRole.ILLUSTRATION, credit="Weinberg", alt={"en": "a"}
    )
    make.make_image(person, (1000, 500), region="600,0,300,400")
    response = client.get(f"/id/{person.pid}/manifest.json")
    assert response["Access-Control-Allow-Origin"] == "*"
    found: dict[str, Any] = response.json()
    assert found["id"] == f"{SITE}/id/{person.pid}/manifest.json"
    return found


def test_a_manifest_has_what_the_presentation_api_requires(manifest: dict[str, Any]) -> None:
    assert manifest["@context"] == "http://iiif.io/api/presentation/3/context.json"
    assert manifest["type"] == "Manifest"
    assert manifest["label"] == {tag: [text] for tag, text in make.TROTSKY.items()}
    assert manifest["rights"] == make.WORDS["rights"]
    assert manifest["requiredStatement"]["value"] == {"none": ["Jean Weinberg, 1929", "Weinberg"]}
    assert set(manifest["requiredStatement"]["label"]) == {"th", "en", "ru"}
    ids = [
        one["id"]
        for one in resources(manifest)
        if one["type"] in {"Canvas", "Annotation", "AnnotationPage"}
    ]
    assert len(ids) == len(set(ids)) == 6
    assert all(one.startswith(SITE) for one in ids)
    for one in resources(manifest):
        for key in ("label", "summary"):
            assert all(isinstance(texts, list) for texts in one.get(key, {}).values())


def test_each_canvas_has_one_picture_painted_on_it_in_its_own_size(
    client: Client, manifest: dict[str, Any]
) -> None:
    portrait, other = manifest["items"]

    assert (portrait["width"], portrait["height"]) == (1000, 500)
    assert portrait["summary"] == {tag: [one] for tag, one in make.WORDS["alt"].items()}
    assert other["summary"] == {"en": ["a"]}
    for canvas in (portrait, other):
        (page,) = canvas["items"]
        (note,) = page["items"]
        assert (note["motivation"], note["target"]) == ("painting", canvas["id"])
        body = note["body"]
        size = (canvas["width"], canvas["height"])
        assert (body["width"], body["height"]) == size
        assert picture(client, path(body["id"])).size == size
        (its_service,) = body["service"]
        info = client.get(path(its_service["id"]) + "/info.json").json()
        assert (info["id"], info["type"]) == (its_service["id"], its_service["type"])
        (small,) = canvas["thumbnail"]
        assert picture(client, path(small["id"])).size == (small["width"], small["height"])
    assert "/600,0,300,400/" in portrait["thumbnail"][0]["id"]


def test_words_of_rights_are_no_rights_but_are_shown(client: Client) -> None:
    person = make.make_person()
    make.make_image(person, rights="by kind permission", credit="", label="3", role=ImageRole.PAGE)

    manifest = client.get(f"/id/{person.pid}/manifest.json").json()

    assert "rights" not in manifest
    assert manifest["requiredStatement"]["value"] == {"none": ["by kind permission"]}
    assert manifest["behavior"] == ["paged"]
    assert manifest["items"][0]["label"] == {"none": ["3"]}


def test_a_manifest_stands_as_its_entry_does(client: Client) -> None:
    bare, draft = make.make_person(), make.make_person(status=Status.DRAFT)
    gone = make.make_person(status=Status.WITHDRAWN)
    moved = make.make_person(status=Status.MERGED, merged_into=Entry.objects.get(pk=bare.pk))
    for one in (draft, gone, moved):
        make.make_image(one)

    answers = [client.get(f"/id/{one.pid}/manifest.json") for one in (bare, draft, gone, moved)]

    assert [one.status_code for one in answers] == [404, 404, 410, 301]
    assert answers[3]["Location"] == f"/id/{bare.pid}/manifest.json"


def test_the_cost_of_a_manifest_does_not_grow(client: Client) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    costs = []
    for count in (1, 5):
        person = make.make_person()
        for _at in range(count):
            make.make_image(person)
        client.get(f"/id/{person.pid}.json")
        with CaptureQueriesContext(connection) as queries:
            client.get(f"/id/{person.pid}/manifest.json")
        costs.append(len(queries))

    assert costs[0] == costs[1]
