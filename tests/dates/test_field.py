"""The model field: one attribute, five columns, always of one mind."""

import pytest
from django.core import serializers
from django.core.exceptions import ValidationError
from django.db import connection, models
from django.test.utils import CaptureQueriesContext, isolate_apps, override_settings

from dates import JULIAN, DateError, HistoricalDate
from dates.fields import CalendarPart, EarliestPart, HistoricalDateField, date_columns, date_values
from tests.dates.models import Congress, Happening

BLOODY_SUNDAY = HistoricalDate("1905-01-09", JULIAN, "วันอาทิตย์ที่ ๙ มกราคม")
COLUMNS = {
    "date": "1905-01-09",
    "date_calendar": "julian",
    "date_written": "วันอาทิตย์ที่ ๙ มกราคม",
    "date_earliest": 2416868,
    "date_latest": 2416868,
}
NOTHING = {
    "date": None,
    "date_calendar": "",
    "date_written": "",
    "date_earliest": None,
    "date_latest": None,
}


def columns(happening: Happening) -> dict[str, object]:
    return dict(Happening.objects.values(*COLUMNS).get(pk=happening.pk))


def parts(happening: Happening) -> dict[str, object]:
    return {name: getattr(happening, name) for name in COLUMNS if name != "date"}


def make_bloody_sunday() -> Happening:
    return Happening.objects.create(title="Bloody Sunday", date=BLOODY_SUNDAY)


def test_an_abstract_models_date_comes_with_its_columns_once() -> None:
    names = [field.name for field in Happening._meta.get_fields()]
    assert [names.count(name) for name in date_columns("date")] == [1] * 5


def test_a_child_table_has_only_its_own_date() -> None:
    names = {field.name for field in Congress._meta.local_fields}
    assert names == {"happening_ptr", *date_columns("convened")}


@isolate_apps()
def test_a_model_may_list_the_columns_in_any_order_and_has_each_once() -> None:
    class Listed(models.Model):
        date_calendar = CalendarPart()
        date = HistoricalDateField()
        date_earliest = EarliestPart()

        class Meta:
            app_label = "dates_tests"

    names = [field.name for field in Listed._meta.local_fields]
    assert sorted(names) == sorted(["id", *date_columns("date")])
    assert Listed(date=BLOODY_SUNDAY).date == BLOODY_SUNDAY


def test_the_class_knows_its_field() -> None:
    assert getattr(Happening, "date").field is Happening._meta.get_field("date")  # noqa: B009


def test_bounds_are_indexed() -> None:
    indexed = {
        field.name for field in Happening._meta.local_fields if getattr(field, "db_index", False)
    }
    assert {"date_earliest", "date_latest"} <= indexed


@pytest.mark.usefixtures("tables")
def test_a_date_is_kept_in_five_columns_and_comes_back() -> None:
    happening = make_bloody_sunday()
    assert columns(happening) == COLUMNS
    assert Happening.objects.get(pk=happening.pk).date == BLOODY_SUNDAY


@pytest.mark.usefixtures("tables")
def test_no_date_is_kept_as_nothing() -> None:
    happening = Happening.objects.create(title="undated")
    assert columns(happening) == NOTHING
    again = Happening.objects.get(pk=happening.pk)
    assert again.date is None
    assert parts(again) == {name: NOTHING[name] for name in parts(again)}


@pytest.mark.parametrize("value", [BLOODY_SUNDAY, "9 (22) January 1905", None, ""])
def test_columns_follow_what_is_assigned(value: HistoricalDate | str | None) -> None:
    happening = Happening(date="1917")
    happening.date = value
    assert parts(happening)["date_earliest"] == (2416868 if value else None)
    assert parts(happening)["date_calendar"] == ("julian" if value else "")


def test_text_that_is_no_date_cannot_be_assigned() -> None:
    with pytest.raises(DateError):
        Happening(date="one fine day")
    with pytest.raises(TypeError):
        Happening(date=1905)


def test_a_calendar_given_apart_is_taken_and_the_bounds_are_computed() -> None:
    happening = Happening(
        date="1905-01-09", date_calendar="julian", date_written="9 January", date_earliest=1
    )
    assert happening.date == HistoricalDate("1905-01-09", JULIAN, "9 January")
    assert parts(happening)["date_earliest"] == 2416868


def test_parts_of_no_date_stay_empty() -> None:
    assert parts(Happening(date=None, date_calendar="julian"))["date_calendar"] == ""


@pytest.mark.usefixtures("tables")
def test_loading_reads_nothing_and_asks_nothing_more() -> None:
    make_bloody_sunday()
    with CaptureQueriesContext(
        connection,
    ) as queries:
        (happening,) = Happening.objects.all()
        assert type(happening.__dict__["date"]) is not HistoricalDate
        assert parts(happening)["date_earliest"] == 2416868
        assert happening.date == BLOODY_SUNDAY
        assert happening.date is happening.date
    assert len(queries) == 1


@pytest.mark.usefixtures("tables")
def test_saving_the_date_alone_saves_all_its_columns() -> None:
    happening = make_bloody_sunday()
    happening.date = HistoricalDate("1917-10")
    happening.title = "not to be saved"
    happening.save(update_fields=["date"])
    assert columns(happening)["date_latest"] == happening.date.latest
    assert columns(happening)["date_calendar"] == "gregorian"
    assert Happening.objects.get().title == "Bloody Sunday"


@pytest.mark.usefixtures("tables")
def test_saving_another_field_leaves_the_date_alone() -> None:
    happening = make_bloody_sunday()
    happening.date = None
    happening.title = "The ninth of January"
    happening.save(update_fields=["title"])
    assert columns(happening) == COLUMNS


@pytest.mark.usefixtures("tables")
def test_saving_what_was_loaded_changes_nothing() -> None:
    happening = make_bloody_sunday()
    Happening.objects.get().save()
    assert columns(happening) == COLUMNS


@pytest.mark.usefixtures("tables")
@pytest.mark.parametrize("fields", [("title",), ("date",), ("date_earliest",), ("date_calendar",)])
def test_a_deferred_date_is_fetched_whole(fields: tuple[str, ...]) -> None:
    make_bloody_sunday()
    happening = Happening.objects.only(*fields).get()
    assert parts(happening)["date_written"] == "วันอาทิตย์ที่ ๙ มกราคม"
    assert Happening.objects.only(*fields).get().date == BLOODY_SUNDAY
    assert Happening.objects.defer(*fields).get().date == BLOODY_SUNDAY


@pytest.mark.usefixtures("tables")
def test_a_deferred_date_may_be_assigned_and_saved() -> None:
    make_bloody_sunday()
    happening = Happening.objects.only("title").get()
    happening.date = "1917"
    happening.save()
    assert columns(happening)["date_earliest"] == HistoricalDate("1917").earliest


@pytest.mark.usefixtures("tables")
def test_refreshing_brings_back_what_is_stored() -> None:
    happening = make_bloody_sunday()
    happening.date = "1917"
    happening.refresh_from_db()
    assert happening.date == BLOODY_SUNDAY
    happening.date = None
    happening.refresh_from_db(fields=["date"])
    assert happening.date == BLOODY_SUNDAY


@pytest.mark.usefixtures("tables")
def test_many_dates_are_created_at_once() -> None:
    Happening.objects.bulk_create(
        [Happening(title="Bloody Sunday", date=BLOODY_SUNDAY), Happening(title="undated")]
    )
    first, second = Happening.objects.order_by("pk")
    assert columns(first) == COLUMNS
    assert columns(second) == NOTHING


@pytest.mark.usefixtures("tables")
def test_updates_in_bulk_take_every_column() -> None:
    happening = make_bloody_sunday()
    Happening.objects.update(**date_values("date", None))
    assert columns(happening) == NOTHING
    Happening.objects.update(**date_values("date", BLOODY_SUNDAY))
    assert columns(happening) == COLUMNS
    happening.date = "1917"
    Happening.objects.bulk_update([happening], date_columns("date"))
    assert Happening.objects.get().date == HistoricalDate("1917")


@pytest.mark.usefixtures("tables")
def test_a_query_compares_the_edtf() -> None:
    make_bloody_sunday()
    assert Happening.objects.filter(date=BLOODY_SUNDAY).exists()
    assert Happening.objects.filter(date="1905-01-09", date_calendar="julian").exists()
    assert not Happening.objects.filter(date__isnull=True).exists()
    assert list(Happening.objects.values_list("date", flat=True)) == ["1905-01-09"]


@pytest.mark.usefixtures("tables")
def test_a_childs_dates_live_in_both_tables() -> None:
    convened = HistoricalDate("1903-07-17", JULIAN)
    Congress.objects.create(title="Second Congress", date="1903", convened=convened)
    congress = Congress.objects.get()
    assert (congress.date, congress.convened) == (HistoricalDate("1903"), convened)
    congress.date, congress.convened = None, None
    congress.save(update_fields=["date", "convened"])
    assert columns(congress) == NOTHING
    assert Congress.objects.get().convened is None


@pytest.mark.usefixtures("tables")
@pytest.mark.parametrize("form", ["json", "xml"])
def test_a_fixture_brings_every_column_back(form: str) -> None:
    happenings = [make_bloody_sunday(), Happening.objects.create(title="undated")]
    text = serializers.serialize(form, happenings)
    Happening.objects.all().delete()
    from django.conf import settings

    apps = [*settings.INSTALLED_APPS, "tests.dates.apps.DatesTestsConfig"]
    with override_settings(INSTALLED_APPS=apps):
        for row in serializers.deserialize(form, text):
            row.save()
    assert [columns(happening) for happening in happenings] == [COLUMNS, NOTHING]


def test_validation_names_the_part_that_is_no_date() -> None:
    field = Happening._meta.get_field("date")
    with pytest.raises(ValidationError, match="one") as caught:
        field.to_python("one fine day")
    assert caught.value.code == "not-understood"
    assert field.to_python("1905") == HistoricalDate("1905")
    assert field.to_python("") is None


def test_a_model_with_a_date_validates() -> None:
    Happening(title="Bloody Sunday", date=BLOODY_SUNDAY).clean_fields()
    Happening(title="undated").clean_fields()
    with pytest.raises(ValidationError) as caught:
        Congress(title="Second Congress", happening_ptr_id=1).clean_fields()
    assert list(caught.value.message_dict) == ["convened"]
