"""The admin of persons and organisations."""

from collections.abc import Mapping, Sequence

from django.contrib import admin

from people.models import Organisation, Person
from sources.admin import EvidencedAdmin


@admin.register(Person)
class PersonAdmin(EvidencedAdmin):
    """Persons. Namesakes are told apart by what they did."""

    own_fields = ["gender", "occupations"]
    autocomplete_fields = ["occupations"]
    list_filter = ["gender", *EvidencedAdmin.list_filter]

    def distinctions(self, keys: Sequence[int]) -> Mapping[int, str]:
        """Return the occupations."""
        persons = Person.objects.filter(pk__in=keys).prefetch_related("occupations")
        return {
            person.pk: ", ".join(str(term) for term in person.occupations.all())
            for person in persons
        }


@admin.register(Organisation)
class OrganisationAdmin(EvidencedAdmin):
    """Organisations."""

    own_fields = ["type"]
    list_display = ["name", "other_scripts", "type", "years", "status", "changed_at"]
    list_filter = [("type", admin.RelatedOnlyFieldListFilter), *EvidencedAdmin.list_filter]
    list_select_related = ["type"]
