"""Short texts in several languages: shown, checked, stored, and typed into three boxes."""

from typing import TYPE_CHECKING

import pytest
from django import forms
from django.core.exceptions import ValidationError
from django.utils import translation

from entries.choices import Scheme
from entries.fields import LocalisedField, LocalisedFormField, LocalisedInput, validate_localised
from entries.languages import NOTHING, current_language, show
from entries.models import Term

if TYPE_CHECKING:
    _Form = forms.ModelForm[Term]
else:
    _Form = forms.ModelForm

TEXTS = {"en": "editor", "ru": "редактор", "de": "Redakteur"}


class TermForm(_Form):
    """A form with three boxes."""

    class Meta:
        model = Term
        fields = ("label",)


def test_a_text_in_the_readers_language_is_not_marked() -> None:
    with translation.override("ru"):
        shown = show(TEXTS)

    assert (shown.text, shown.language, shown.foreign) == ("редактор", "ru", False)


def test_a_text_that_is_missing_falls_back_and_is_marked() -> None:
    shown = show(TEXTS, "th")

    assert shown.text in TEXTS.values()
    assert TEXTS[shown.language] == shown.text
    assert shown.foreign


def test_an_empty_text_counts_as_missing() -> None:
    assert show({"th": "", "en": "editor"}, "th") == ("editor", "en", True)
    assert show({"th": ""}, "th") == NOTHING


@pytest.mark.parametrize("texts", [None, {}])
def test_no_text_is_shown_as_nothing(texts: dict[str, str] | None) -> None:
    assert show(texts) == NOTHING
    assert str(show(texts)) == ""


@pytest.mark.parametrize(
    ("active", "language"),
    [("th", "th"), ("ru", "ru"), ("en-gb", "en"), ("de", "en"), (None, "en")],
)
def test_the_reader_reads_one_of_three_languages(active: str | None, language: str) -> None:
    with translation.override(active):
        assert current_language() == language


@pytest.mark.parametrize("value", [{}, {"en": "editor"}, {"ru-Latn": "redaktor"}])
def test_texts_by_language_are_accepted(value: object) -> None:
    validate_localised(value)


@pytest.mark.parametrize(
    "value", ["editor", ["editor"], {"en": ""}, {"en": " "}, {"en": 1}, {1: "x"}]
)
def test_anything_else_is_refused(value: object) -> None:
    with pytest.raises(ValidationError, match="by language"):
        validate_localised(value)


def test_a_form_has_a_box_for_each_language() -> None:
    page = str(TermForm(instance=Term(label=TEXTS))["label"])

    assert page.count("<input") == 3
    assert 'lang="th"' in page
    assert 'value="редактор"' in page
    assert "Redakteur" not in page


def test_a_text_may_have_areas_instead_of_boxes() -> None:
    page = LocalisedInput(rows=4).render("note", None)

    assert page.count("<textarea") == 3
    assert 'rows="4"' in page


def test_a_form_gives_the_texts_that_were_filled_in() -> None:
    form = TermForm({"label_th": "", "label_en": " writer ", "label_ru": "  "})

    assert form.is_valid()
    assert form.cleaned_data["label"] == {"en": "writer"}


def test_what_a_form_cannot_show_it_does_not_lose() -> None:
    term = Term(scheme=Scheme.OCCUPATION, code="editor", label=TEXTS)
    form = TermForm({"label_th": "บรรณาธิการ", "label_en": "editor", "label_ru": ""}, instance=term)

    assert form.is_valid()
    assert term.label == {"de": "Redakteur", "th": "บรรณาธิการ", "en": "editor"}


def test_a_form_without_any_text_is_refused_where_one_is_needed() -> None:
    form = TermForm({"label_th": "", "label_en": "", "label_ru": ""})

    assert not form.is_valid()
    assert set(form.errors) == {"label"}


def test_a_field_left_empty_cleans_to_no_texts() -> None:
    field = LocalisedField().formfield()

    assert isinstance(field, LocalisedFormField)
    assert field.clean(["", "", ""]) == {}
    assert field.clean([]) == {}


@pytest.mark.django_db
def test_texts_come_back_as_they_were_stored() -> None:
    Term.objects.create(scheme=Scheme.OCCUPATION, code="editor", label=TEXTS)

    term = Term.objects.get(code="editor")
    assert term.label == TEXTS
    assert str(term) == term.shown.text == "editor"
    assert str(Term(code="bare")) == "bare"
