"""Migrations list every column once, and a second run finds nothing to do."""

from typing import Any

import pytest
from django.db import connection, models
from django.db.migrations import AddField, CreateModel, RemoveField
from django.db.migrations.autodetector import MigrationAutodetector
from django.db.migrations.graph import MigrationGraph
from django.db.migrations.operations.base import Operation
from django.db.migrations.questioner import MigrationQuestioner
from django.db.migrations.state import ModelState, ProjectState
from django.db.migrations.writer import OperationWriter

from dates import HistoricalDate
from dates.fields import HistoricalDateField, date_columns
from tests.dates.models import Congress, Happening, Report

APP = "dates_tests"


def state_of(*found: type[models.Model]) -> ProjectState:
    state = ProjectState()
    for model in found:
        state.add_model(ModelState.from_model(model))
    return state


def changes(before: ProjectState, after: ProjectState) -> list[Operation]:
    questioner = MigrationQuestioner({"ask_initial": True})
    found = MigrationAutodetector(before, after, questioner).changes(MigrationGraph())
    return [operation for migration in found.get(APP, []) for operation in migration.operations]


def column(name: str) -> "models.Field[Any, Any]":
    field = Happening._meta.get_field(name)
    assert isinstance(field, models.Field)
    return field.clone()


def applied(state: ProjectState, operations: list[Operation]) -> ProjectState:
    state = state.clone()
    for operation in operations:
        operation.state_forwards(APP, state)
    return state


def test_a_second_run_finds_nothing_to_do() -> None:
    first = changes(ProjectState(), state_of(Happening, Congress, Report))
    assert first
    assert changes(applied(ProjectState(), first), state_of(Happening, Congress, Report)) == []


def test_a_migration_lists_each_column_once() -> None:
    (create,) = changes(ProjectState(), state_of(Happening))
    assert isinstance(create, CreateModel)
    names = [name for name, _ in create.fields]
    assert [names.count(name) for name in date_columns("date")] == [1] * 5
    lines, imports = OperationWriter(create).serialize()
    assert "('date', dates.fields.HistoricalDateField(blank=True, null=True))" in lines
    assert "('date_earliest', dates.fields.EarliestPart())" in lines
    assert "import dates.fields" in imports


def test_the_field_of_a_migration_is_the_one_it_was_written_from() -> None:
    fields = [
        HistoricalDateField(),
        HistoricalDateField("born", null=False, blank=False, help_text="New Style"),
    ]
    for field in fields:
        _, _, args, options = field.deconstruct()
        again = HistoricalDateField(*args, **options)
        assert again.deconstruct()[1:] == field.deconstruct()[1:]
        assert (again.null, again.blank) == (field.null, field.blank)


@pytest.mark.usefixtures("transactional_db")
def test_a_date_is_added_to_a_table_with_rows_and_taken_away_again() -> None:
    bare = CreateModel(
        "Rumour", [("id", models.BigAutoField(primary_key=True)), ("text", models.TextField())]
    )
    state = applied(ProjectState(), [bare])
    added: list[Operation] = [
        AddField("Rumour", name, column(name)) for name in date_columns("date")
    ]
    full = applied(state, added)
    forwards, backwards = changes(state, full), changes(full, state)
    assert [type(operation) for operation in forwards] == [AddField] * 5
    assert [type(operation) for operation in backwards] == [RemoveField] * 5

    with connection.schema_editor() as editor:
        bare.database_forwards(APP, editor, ProjectState(), state)
    state.apps.get_model(APP, "Rumour").objects.create(text="The Tsar has fled")
    now = state
    for operation in forwards:
        after = applied(now, [operation])
        with connection.schema_editor() as editor:
            operation.database_forwards(APP, editor, now, after)
        now = after
    rumours = now.apps.get_model(APP, "Rumour").objects
    rumour = rumours.get()
    assert (rumour.date, rumour.date_calendar, rumour.date_earliest) == (None, "", None)
    rumour.date = HistoricalDate("1905-10", "julian")
    rumour.save(update_fields=["date"])
    assert rumours.values("date", "date_calendar").get() == {
        "date": "1905-10",
        "date_calendar": "julian",
    }
    for operation in backwards:
        after = applied(now, [operation])
        with connection.schema_editor() as editor:
            operation.database_forwards(APP, editor, now, after)
        now = after
    assert now.apps.get_model(APP, "Rumour").objects.get().text == "The Tsar has fled"
    with connection.schema_editor() as editor:
        editor.delete_model(now.apps.get_model(APP, "Rumour"))
