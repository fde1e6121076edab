"""The box an editor types into: understood, echoed, and never losing what it showed."""

from typing import TYPE_CHECKING, Any

import pytest
from django import forms
from django.core.exceptions import ValidationError
from django.utils import translation
from hypothesis import given

from dates import JULIAN, DateError, HistoricalDate
from dates.box import from_box, to_box
from dates.errors import EXPLANATIONS
from dates.forms import MESSAGES, HistoricalDateFormField, HistoricalDateInput, explain
from tests.dates.models import Congress, Happening
from tests.dates.strategies import dates

BLOODY_SUNDAY = HistoricalDate("1905-01-09", JULIAN, "วันอาทิตย์ที่ ๙ มกราคม")


if TYPE_CHECKING:
    HappeningFormBase = forms.ModelForm[Happening]
else:
    HappeningFormBase = forms.ModelForm


class HappeningForm(HappeningFormBase):
    class Meta:
        model = Happening
        fields = ["title", "date"]


@pytest.mark.parametrize(
    ("date", "text"),
    [
        (None, ""),
        (HistoricalDate("1905"), "1905"),
        (HistoricalDate("1900-01/1900-04", written="ต้น ค.ศ. ๑๙๐๐"), "ต้น ค.ศ. ๑๙๐๐"),
        (BLOODY_SUNDAY, "วันอาทิตย์ที่ ๙ มกราคม [= 1905-01-09, julian]"),
        (HistoricalDate("1905-01", JULIAN), "[= 1905-01, julian]"),
        (HistoricalDate("1912", written="ค.ศ. ๑๙๑๓"), "ค.ศ. ๑๙๑๓ [= 1912]"),
        (HistoricalDate("1899-03-01", written="1/3/1899"), "1/3/1899 [= 1899-03-01]"),
        (HistoricalDate("[1904,1905]", JULIAN), "[= [1904,1905], julian]"),
    ],
)
def test_the_box_shows_the_wording_and_where_needed_what_is_meant(
    date: HistoricalDate | None, text: str
) -> None:
    assert to_box(date) == text


@given(dates())
def test_what_the_box_shows_is_taken_back_as_the_same_date(date: HistoricalDate) -> None:
    assert from_box(to_box(date)) == date


def test_what_is_meant_may_be_typed_loosely() -> None:
    meant = from_box("9 January [=1905-01-09 , JULIAN ] ")
    assert meant == HistoricalDate("1905-01-09", JULIAN, "9 January")
    with pytest.raises(DateError):
        from_box("9 January [= 9 January]")


def test_a_box_with_a_whole_page_in_it_is_refused_at_once() -> None:
    with pytest.raises(DateError, match="too long"):
        from_box("[=" * 500_000)


def test_a_form_takes_a_date_and_an_empty_box() -> None:
    field = HistoricalDateFormField(required=False)
    assert field.clean("9 (22) January 1905") == HistoricalDate(
        "1905-01-09", JULIAN, "9 (22) January 1905"
    )
    assert field.clean("  ") is None
    assert field.clean(BLOODY_SUNDAY) == BLOODY_SUNDAY
    with pytest.raises(forms.ValidationError):
        HistoricalDateFormField().clean("")


def test_an_unchanged_date_is_the_same_and_no_change() -> None:
    happening = Happening(title="Bloody Sunday", date=BLOODY_SUNDAY)
    shown = HappeningForm(instance=happening)["date"].value()
    form = HappeningForm({"title": "The ninth of January", "date": shown}, instance=happening)
    assert form.is_valid()
    assert form.changed_data == ["title"]
    assert form.instance.date == BLOODY_SUNDAY


def test_a_date_emptied_or_changed_is_a_change() -> None:
    for text, date in (("", None), ("1905", HistoricalDate("1905"))):
        form = HappeningForm(
            {"title": "Bloody Sunday", "date": text},
            instance=Happening(title="Bloody Sunday", date=BLOODY_SUNDAY),
        )
        assert form.is_valid()
        assert form.changed_data == ["date"]
        assert form.instance.date == date


def test_what_is_not_understood_stays_in_the_box_and_is_named() -> None:
    form = HappeningForm({"title": "Bloody Sunday", "date": "9 Januar 1905"})
    assert form.changed_data == ["title", "date"]
    assert form.errors["date"] == ["“Januar” was not understood as part of a date."]
    assert 'value="9 Januar 1905"' in form["date"].as_widget()
    assert ">9 January" not in form["date"].as_widget()


def test_several_readings_are_offered() -> None:
    form = HappeningForm({"title": "Letter", "date": "1/3/1899"})
    assert form.errors["date"] == [
        "“1/3/1899” can be read in several ways: enter one of 1899-03-01, 1899-01-03."
    ]


def test_the_editor_chooses_among_readings_and_the_wording_stays() -> None:
    html = HappeningForm({"title": "Letter", "date": "1/3/1899"})["date"].as_widget()
    assert 'value="1/3/1899"' in html
    assert 'list="id_date_echo_choices"' in html
    for meant, said in [("1899-03-01", "1 March 1899"), ("1899-01-03", "3 January 1899")]:
        chosen = f"1/3/1899 [= {meant}]"
        assert f'<option value="{chosen}">{said}</option>' in html
        assert f"<span>{said}: <code>{chosen}</code></span>" in html
        date = HistoricalDateFormField().clean(chosen)
        assert (date.edtf, date.written) == (meant, "1/3/1899")
    assert "datalist" not in HappeningForm({"date": "1 March 1899"})["date"].as_widget()


@pytest.mark.parametrize("lang", ["en", "th", "ru"])
def test_the_language_of_the_editor_settles_nothing(lang: str) -> None:
    with translation.override(lang), pytest.raises(ValidationError):
        HistoricalDateFormField().clean("1/3/1899")


def test_the_reading_stands_under_the_box_in_the_readers_language() -> None:
    form = HappeningForm(instance=Happening(date=BLOODY_SUNDAY))
    echo = '<output class="echo" id="id_date_echo">{}</output>'
    assert echo.format("9 January 1905 O.S. (22 January N.S.)") in form["date"].as_widget()
    with translation.override("ru"):
        assert echo.format("9 (22) января 1905 г.") in form["date"].as_widget()
    with translation.override(None):
        assert echo.format("9 January 1905 O.S. (22 January N.S.)") in form["date"].as_widget()


def test_the_box_points_to_its_reading_and_keeps_its_help() -> None:
    html = HappeningForm()["date"].as_widget()
    assert 'data-date-echo="id_date_echo"' in html
    assert 'aria-describedby="id_date_helptext id_date_echo"' in html
    assert '<output class="echo" id="id_date_echo"></output>' in html


def test_a_box_without_an_id_still_points_to_its_reading() -> None:
    html = HistoricalDateInput().render("born", None)
    assert 'data-date-echo="born_echo"' in html
    assert 'id="born_echo"' in html


def test_what_is_typed_cannot_become_markup() -> None:
    html = HistoricalDateInput().render("born", '1905 [= 1905] "><script>')
    assert "<script>" not in html


def test_a_field_may_ask_for_its_own_form() -> None:
    field: Any = Congress._meta.get_field("convened")
    assert field.formfield().required
    assert isinstance(field.formfield(), HistoricalDateFormField)
    assert isinstance(field.formfield(form_class=forms.CharField), forms.CharField)


def test_every_fault_has_its_message() -> None:
    assert set(MESSAGES) == set(EXPLANATIONS)
    for code in EXPLANATIONS:
        (message,) = explain(DateError(code, "1905", ("1905", "1906"))).messages
        assert message
        assert code == "empty" or "1905" in message
