"""The admin of persons and organisations."""

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

from django.contrib import admin

from people.models import Organisation, Person
from sources.admin import EvidencedAdmin, TypedAdmin


@admin.register(Person)
class PersonAdmin(EvidencedAdmin):
    """Persons. Namesakes are told apart by what they did."""

    own_fields: Any = ["gender", "occupations"]
    autocomplete_fields = ["occupations"]
    list_filter: ClassVar[Any] = ["gender", *EvidencedAdmin.list_filter]

    def distinctions(self, keys: Sequence[int]) -> Mapping[int, str]:
        """Return the occupations."""
        persons = self.rows(keys).prefetch_related("occupations")
        return {
            person.pk: ", ".join(str(term) for term in person.occupations.all())
            for person in persons
        }


@admin.register(Organisation)
class OrganisationAdmin(TypedAdmin):
    """Organisations."""

    own_fields: Any = ["type"]
