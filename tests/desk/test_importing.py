"""Importing at the desk, as an editor does it: upload, columns, trial, writing, undoing."""

import csv
import io
from typing import Any

import openpyxl
import pytest
from django.contrib.auth.models import User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from entries.choices import Status
from entries.models import Entry
from exchange.models import Job, JobRow
from exchange.tables.columns import TABLES, table_of
from exchange.tables.reading import MOST_BYTES
from people.models import Person
from tests import make
from tests.exchange.tables import as_csv, outcomes

pytestmark = pytest.mark.django_db

PEOPLE = as_csv(
    "Имя ¦ name_en ¦ years ¦ Пол ¦ Wikidata",
    "Лев Троцкий ¦ Leon Trotsky ¦ 1879/1940 ¦ мужской ¦ Q33391",
    "Вера Засулич ¦ Vera Zasulich ¦ 1849/1919 ¦ женский ¦ Q232361",
)


def upload(client: Client, text: str | bytes = PEOPLE, table: str = "person", **more: Any) -> Any:
    raw = text.encode() if isinstance(text, str) else text
    file = SimpleUploadedFile(more.get("name", "people.csv"), raw)
    return client.post("/desk/jobs/", {"table": table, "file": file})


def try_it(client: Client, job: Job, **options: str) -> Any:
    """Leave the columns as they were guessed, and try."""
    columns = {f"column-{at}": code for at, code in enumerate(job.details["mapping"])}
    return client.post(f"/desk/jobs/{job.pk}/columns/", {**columns, **options})


def last_job() -> Job:
    return Job.objects.latest("pk")


def test_an_editor_uploads_tries_writes_and_undoes(editor: Client, martov: User) -> None:
    assert upload(editor)["Location"] == f"/desk/jobs/{last_job().pk}/"
    job = last_job()
    page = editor.get(f"/desk/jobs/{job.pk}/")
    assert job.details["mapping"] == ["name_ru", "name_en", "years", "gender", "wikidata"]
    assert b"Vera Zasulich" in page.content

    assert try_it(editor, job).status_code == 302
    page = editor.get(f"/desk/jobs/{job.pk}/")
    assert [(code, count) for code, _label, count in page.context["counts"]] == [("create", 2)]
    assert not Person.objects.exists()

    editor.post(f"/desk/jobs/{job.pk}/write/", {"mode": "all", "note": "from the card index"})
    person = Person.objects.get(labels__en="Vera Zasulich")
    assert (person.gender, person.status, person.created_by) == ("female", Status.DRAFT, martov)
    assert person.log.get().note == f"{job.pk}. from the card index"

    editor.post(f"/desk/jobs/{job.pk}/undo/")
    assert not Person.objects.exists()
    assert "Nothing of it is left" in editor.get(f"/desk/jobs/{job.pk}/").content.decode()


def test_columns_are_remembered_by_editor_and_table(editor: Client, publisher: Client) -> None:
    text = as_csv("Beiname ¦ Kürzel", "Antid Oto ¦ x")
    upload(editor, text)
    columns = {"column-0": "name_en", "column-1": ""}
    editor.post(f"/desk/jobs/{last_job().pk}/columns/", columns)

    upload(editor, text)
    assert last_job().details["mapping"] == ["name_en", ""]
    upload(editor, text, "place")
    assert last_job().details["mapping"] == ["", ""]
    upload(publisher, text)
    assert last_job().details["mapping"] == ["", ""]


def test_one_column_cannot_be_meant_twice(editor: Client) -> None:
    upload(editor)
    job = last_job()
    columns = {f"column-{at}": "name_en" for at in range(5)}

    page = editor.post(f"/desk/jobs/{job.pk}/columns/", columns)

    assert page.status_code == 200
    assert "means the same column" in page.content.decode()
    job.refresh_from_db()
    assert job.state == Job.State.NEW


def test_namesakes_are_asked_about_and_the_answer_counts(editor: Client) -> None:
    there = make.make_person({"en": "Vera Zasulich"})
    upload(editor)
    job = last_job()
    try_it(editor, job)
    assert outcomes(job) == ["create", "ask namesake"]
    page = editor.get(f"/desk/jobs/{job.pk}/questions/")
    (question,) = page.context["questions"]
    assert [pid for pid, _label in question.candidates] == [there.pid]

    editor.post(f"/desk/jobs/{job.pk}/questions/", {question.field: there.pid})

    assert outcomes(job) == ["create", "update"]
    editor.post(f"/desk/jobs/{job.pk}/questions/", {question.field: "new"})
    assert outcomes(job) == ["create", "create"]
    editor.post(f"/desk/jobs/{job.pk}/questions/", {question.field: "skip"})
    assert outcomes(job) == ["create", "skip"]


def test_one_answer_serves_for_all_rows_with_one_candidate(editor: Client) -> None:
    for name in ("Vera Zasulich", "Leon Trotsky"):
        make.make_person({"en": name})
    upload(editor)
    job = last_job()
    try_it(editor, job)
    assert outcomes(job) == ["ask namesake", "ask namesake"]

    editor.post(f"/desk/jobs/{job.pk}/questions/", {"everywhere": "same"})

    assert outcomes(job) == ["update", "update"]


def test_a_name_that_means_several_entries_is_asked_about_once(editor: Client) -> None:
    make.make_property("born")
    make.make_person()
    old, new = make.make_place("Moscow"), make.make_place("Moscow")
    text = as_csv(
        "subject ¦ property ¦ place ¦ value_en",
        "Leon Trotsky ¦ born in ¦ Moscow ¦ a",
        "Leon Trotsky ¦ born in ¦ Moscow ¦ b",
    )
    upload(editor, text, "statement")
    job = last_job()
    try_it(editor, job)
    assert outcomes(job) == ["ask several", "ask several"]
    (question,) = editor.get(f"/desk/jobs/{job.pk}/questions/").context["questions"]
    assert {pid for pid, _label in question.candidates} == {old.pid, new.pid}

    editor.post(f"/desk/jobs/{job.pk}/questions/", {question.field: new.pid})

    assert outcomes(job) == ["create", "create"]
    editor.post(f"/desk/jobs/{job.pk}/write/", {"mode": "all"})
    assert new.statements_as_place.count() == 2


FAULTY = as_csv(
    "pid ¦ name_en ¦ date ¦ place ¦ note",
    " ¦ Zimmerwald Conference ¦ 5 September 1915 ¦  ¦ good",
    " ¦ Kienthal Conference ¦ 31 February 1916 ¦ ¦ ",
    "zzzzzzz ¦ Third Conference ¦ ¦ Stockholm ¦ ",
)


def test_faulty_rows_are_grouped_and_come_as_a_file_with_reasons(editor: Client) -> None:
    upload(editor, FAULTY, "event")
    job = last_job()
    try_it(editor, job)

    page = editor.get(f"/desk/jobs/{job.pk}/")
    groups = [(one.code, one.count, one.first) for one in page.context["faults"]]
    assert groups == [("date", 1, 3), ("pid", 1, 4)]
    assert [
        one.row.line for one in editor.get(f"/desk/jobs/{job.pk}/?fault=date").context["rows"]
    ] == [3]
    file = editor.get(f"/desk/jobs/{job.pk}/faulty.csv")
    rows = list(csv.reader(io.StringIO(b"".join(file).decode("utf-8-sig"), newline="")))
    assert rows[0] == ["line", "reason", "pid", "name_en", "date", "place", "note"]
    assert [row[0] for row in rows[1:]] == ["3", "4"]
    assert "31 February 1916" in rows[1][1]
    assert rows[1][2:5] == ["", "Kienthal Conference", "31 February 1916"]
    book = openpyxl.load_workbook(
        io.BytesIO(b"".join(editor.get(f"/desk/jobs/{job.pk}/faulty.xlsx")))
    )
    assert book.active.max_row == 3


def test_all_or_none_writes_nothing_while_rows_have_faults(editor: Client) -> None:
    upload(editor, FAULTY, "event")
    job = last_job()
    try_it(editor, job)

    assert editor.post(f"/desk/jobs/{job.pk}/write/", {"mode": "all"}).status_code == 200
    assert not Entry.objects.exists()
    editor.post(f"/desk/jobs/{job.pk}/write/", {"mode": "good"})

    assert [str(entry) for entry in Entry.objects.all()] == ["Zimmerwald Conference"]


def test_the_encoding_is_guessed_and_can_be_chosen(editor: Client) -> None:
    upload(editor, "name_ru;Пол\nЛев Троцкий;мужской\n".encode("cp1251"))
    job = last_job()
    assert job.details["form"]["encoding"] == "cp1251"
    assert job.details["mapping"] == ["name_ru", "gender"]

    editor.post(f"/desk/jobs/{job.pk}/reading/", {"encoding": "cp874", "separator": ","})

    job.refresh_from_db()
    assert len(job.details["headings"]) == 1
    editor.post(f"/desk/jobs/{job.pk}/reading/", {"encoding": "utf-16", "separator": ","})
    page = editor.get(f"/desk/jobs/{job.pk}/columns/")
    assert page.status_code == 200
    assert "choose another encoding" in page.content.decode()


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "empty"),
        (b"\xd0\xcf\x11\xe0 old", "old or a locked workbook"),
        (b"name_en\x00\xff\xfe\n", "no text"),
        (b'name_en\n"never closed\n', "never closed"),
        (b"name_en,gender\n# a note\n", "no rows beneath"),
    ],
)
def test_a_bad_file_is_refused_in_words(editor: Client, content: bytes, message: str) -> None:
    page = upload(editor, content)

    assert page.status_code == 200
    assert message in page.content.decode()
    assert not Job.objects.exists()


def test_a_file_that_is_too_large_is_refused(
    editor: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("desk.jobs.forms.MOST_BYTES", 10)

    assert "are the most" in upload(editor).content.decode()
    assert MOST_BYTES == 50 * 1024 * 1024


def test_contributors_do_not_import(contributor: Client, editor: Client) -> None:
    upload(editor)
    job = last_job()
    reading = (
        "/desk/jobs/",
        *(f"/desk/jobs/{job.pk}/{part}" for part in ("", "columns/", "questions/", "faulty.csv")),
    )
    sending = [
        f"/desk/jobs/{job.pk}/{part}/"
        for part in ("columns", "reading", "questions", "write", "undo", "stop", "forget")
    ]

    assert [path for path in reading if contributor.get(path).status_code != 403] == []
    assert [path for path in sending if contributor.post(path).status_code != 403] == []
    assert Client().get("/desk/jobs/").status_code == 302


def test_addresses_with_nonsense_are_answered(editor: Client) -> None:
    upload(editor)
    job = last_job()
    try_it(editor, job)

    for query in ("?page=99999999999999999999", "?outcome=x&fault=%00", "?outcome=error&page=-1"):
        assert editor.get(f"/desk/jobs/{job.pk}/{query}").status_code in {200, 400}
    assert editor.get("/desk/jobs/999999999/").status_code == 404
    assert editor.get("/desk/jobs/99999999999/").status_code == 404
    assert editor.get("/desk/tables/nothing.csv").status_code == 404


def test_templates_say_what_each_column_means(editor: Client) -> None:
    for table in TABLES:
        text = b"".join(editor.get(f"/desk/templates/{table}.csv")).decode("utf-8-sig")
        headings, notes = list(csv.reader(io.StringIO(text, newline="")))
        usable = [one.code for one in table_of(table).columns if not one.only_written]
        assert headings == usable
        assert notes[0].startswith("# ")
    book = openpyxl.load_workbook(io.BytesIO(b"".join(editor.get("/desk/templates/person.xlsx"))))
    assert [row[0].value for row in book["notes"].iter_rows(min_row=2)] == [
        cell.value for cell in book["data"][1]
    ]
    assert "female" in {row[3].value for row in book["notes"].iter_rows()} or any(
        "female" in str(row[3].value) for row in book["notes"].iter_rows()
    )


def test_a_template_that_was_filled_in_is_read_without_its_notes(editor: Client) -> None:
    text = b"".join(editor.get("/desk/templates/place.csv")).decode("utf-8-sig")
    headings = text.splitlines()[0].split(",")
    row = ["Yanovka" if code == "name_en" else "" for code in headings]

    upload(editor, f"{text}{','.join(row)}\n", "place")
    try_it(editor, last_job())

    assert outcomes(last_job()) == ["create"]


def test_drafts_are_taken_away_by_whoever_sees_them(editor: Client, contributor: Client) -> None:
    make.make_person(status=Status.DRAFT, editors_note="unsure")
    other = make.make_person({"en": "Vera Zasulich"})

    def names(client: Client, query: str = "") -> list[str]:
        answer = client.get(f"/desk/tables/person.csv{query}")
        text = b"".join(answer).decode("utf-8-sig")
        return [row["name_en"] for row in csv.DictReader(io.StringIO(text, newline=""))]

    assert names(editor) == names(contributor) == ["Leon Trotsky", "Vera Zasulich"]
    assert names(editor, f"?pid={other.pid}") == ["Vera Zasulich"]
    assert names(editor, "?in=person&status__exact=draft") == ["Leon Trotsky"]
    assert names(editor, "?in=person&q=zasulich") == ["Vera Zasulich"]
    assert Client().get("/desk/tables/person.csv").status_code == 302


def test_the_page_of_a_job_costs_the_same_for_any_number_of_rows(editor: Client) -> None:
    def cost(count: int) -> int:
        rows = [f"{name} {at} ¦ 31 February" for at in range(count) for name in ("Ann", "Otto")]
        upload(editor, as_csv("name_en ¦ years", *rows))
        job = last_job()
        try_it(editor, job)
        with CaptureQueriesContext(
            connection,
        ) as found:
            assert editor.get(f"/desk/jobs/{job.pk}/").status_code == 200
        return len(found)

    assert cost(2) == cost(20)
    assert JobRow.objects.count() == 44


def test_a_question_shows_the_row_and_a_fault_goes_before_it(editor: Client) -> None:
    make.make_person({"en": "Vera Zasulich"})
    text = as_csv("card ¦ name_en ¦ years", "12 ¦ Vera Zasulich ¦", "13 ¦ Vera Zasulich ¦ 31 Feb")
    upload(editor, text)
    job = last_job()
    try_it(editor, job)

    assert outcomes(job) == ["ask namesake", "error date"]
    (question,) = editor.get(f"/desk/jobs/{job.pk}/questions/").context["questions"]
    assert question.text == "12 · Vera Zasulich"


def test_a_source_within_a_list_can_be_asked_about(editor: Client) -> None:
    first, second = make.make_source({"en": "Memoirs"}), make.make_source({"en": "Memoirs"})
    text = as_csv(
        "name_en ¦ names", "Vera Zasulich ¦ Sister | en | cover | source=Memoirs | where=p. 3"
    )
    upload(editor, text)
    job = last_job()
    try_it(editor, job)
    (question,) = editor.get(f"/desk/jobs/{job.pk}/questions/").context["questions"]
    assert (question.text, len(question.candidates)) == ("Memoirs", 2)

    editor.post(f"/desk/jobs/{job.pk}/questions/", {question.field: second.pid})
    editor.post(f"/desk/jobs/{job.pk}/write/", {"mode": "all"})

    name = Entry.objects.get(labels__en="Vera Zasulich").names.get(type="cover")
    assert [(one.source, one.locator) for one in name.citations.all()] == [(second, "p. 3")]
    assert first.cited_in.count() == 0


@pytest.mark.parametrize(("answer", "outcome"), [("new", "create"), ("skip", "skip")])
def test_one_answer_is_given_for_all_rows(editor: Client, answer: str, outcome: str) -> None:
    for _time in range(2):
        make.make_person({"en": "Vera Zasulich"})
    make.make_person({"en": "Leon Trotsky"})
    upload(editor)
    job = last_job()
    try_it(editor, job)
    editor.post(f"/desk/jobs/{job.pk}/questions/", {"everywhere": "same"})
    assert outcomes(job) == ["update", "ask namesake"]

    editor.post(f"/desk/jobs/{job.pk}/questions/", {"everywhere": answer})

    assert outcomes(job) == [outcome, outcome]


def test_what_was_stopped_can_be_undone_or_written_on(editor: Client) -> None:
    upload(editor)
    job = last_job()
    try_it(editor, job)
    editor.post(f"/desk/jobs/{job.pk}/write/", {"mode": "good"})
    job.rows.filter(number=2).update(written=False)
    Job.objects.filter(pk=job.pk).update(state=Job.State.WRITING)

    editor.post(f"/desk/jobs/{job.pk}/stop/")

    page = editor.get(f"/desk/jobs/{job.pk}/")
    assert (page.context["has_written"], page.context["may_write"]) == (True, True)
    editor.post(f"/desk/jobs/{job.pk}/undo/")
    assert [str(entry) for entry in Entry.objects.all()] == ["Vera Zasulich"]
    assert editor.get(f"/desk/jobs/{job.pk}/").context["has_written"] is False


def test_a_job_that_is_forgotten_leaves_what_it_wrote(editor: Client) -> None:
    upload(editor)
    job = last_job()
    try_it(editor, job)
    editor.post(f"/desk/jobs/{job.pk}/write/", {"mode": "all"})

    editor.post(f"/desk/jobs/{job.pk}/forget/")

    assert not Job.objects.exists()
    assert Entry.objects.count() == 2
