import pytest
from django.core.exceptions import ValidationError

from entries.choices import Scheme
from people.models import Organisation, Person
from tests import make

pytestmark = pytest.mark.django_db


def test_a_person_has_occupations_from_the_vocabulary() -> None:
    person = make.make_person(gender=Person.Gender.MALE)
    editor = make.make_term(Scheme.OCCUPATION, "editor", {"en": "editor", "ru": "редактор"})
    person.occupations.add(editor)

    assert [str(one) for one in Person.objects.get(pk=person.pk).occupations.all()] == ["editor"]
    assert person.get_gender_display() == "male"


def test_a_gender_is_one_of_the_list() -> None:
    with pytest.raises(ValidationError, match="gender"):
        Person(gender="comrade").clean_fields(exclude=["pid", "kind"])


def test_an_organisation_has_a_type() -> None:
    party = make.make_term(Scheme.ORGANISATION_TYPE, "party", "party")
    bund = make.make_organisation({"en": "Bund"}, type=party)

    assert Organisation.objects.get(pk=bund.pk).type == party


def test_a_term_in_use_is_not_deleted() -> None:
    party = make.make_term(Scheme.ORGANISATION_TYPE, "party", "party")
    make.make_organisation({"en": "Bund"}, type=party)

    with pytest.raises(Exception, match="protected"):
        party.delete()
