import pytest
from pydantic import ValidationError

from entries.choices import Kind, Scheme, Theme
from entries.models import Property, Term
from records.vocabulary import (
    PropertyRecord,
    TermRecord,
    parse_properties,
    property_record,
    read_properties,
    read_terms,
    term_record,
)
from tests import make

pytestmark = pytest.mark.django_db

EDITED = PropertyRecord(
    code="edited",
    label={"ru": "редактировал", "en": "edited"},
    inverse_label={"en": "edited by"},
    subject_kinds=[Kind.PERSON],
    object_kinds=[Kind.PUBLICATION],
    theme=Theme.WORK,
    schema_org="editor",
)
EDITOR = TermRecord(scheme=Scheme.OCCUPATION, code="editor", label={"en": "editor"})


def test_a_property_comes_back_as_it_was_read() -> None:
    assert read_properties([EDITED]) == 1

    assert property_record(Property.objects.get()) == EDITED
    assert Property.objects.get().admits(Kind.PERSON, Kind.PUBLICATION)


def test_a_term_comes_back_as_it_was_read() -> None:
    assert read_terms([EDITOR]) == 1

    assert term_record(Term.objects.get()) == EDITOR


def test_what_is_there_is_brought_up_to_date_but_no_other_row_is_written() -> None:
    read_properties([EDITED])
    read_terms([EDITOR])
    newer = EDITED.model_copy(update={"position": 4})
    other = EDITOR.model_copy(update={"code": "writer"})

    assert read_properties([newer]) == 0
    assert read_terms([EDITOR.model_copy(update={"wikidata": "Q1607826"}), other]) == 1
    assert Property.objects.get().position == 4
    assert Term.objects.get(code="editor").wikidata == "Q1607826"


def test_an_editors_change_stays_if_asked() -> None:
    make.make_property("edited", label={"en": "was editor of"})
    make.make_term(Scheme.OCCUPATION, "editor", "journalist")

    assert read_properties([EDITED], update=False) == 0
    assert read_terms([EDITOR], update=False) == 0
    assert Property.objects.get().label == {"en": "was editor of"}
    assert Term.objects.get().label == {"en": "journalist"}


def test_a_code_that_an_editor_may_type_can_be_written() -> None:
    make.make_property("Wrote_to")

    assert property_record(Property.objects.get()).code == "Wrote_to"


@pytest.mark.parametrize(
    "wrong", [{"boundary": "middle"}, {"position": -1}, {"code": "two words"}, {"theme": "war"}]
)
def test_what_is_no_property_is_refused(wrong: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        parse_properties.validate_python([{"code": "x", "label": {"en": "x"}, **wrong}])
