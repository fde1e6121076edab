"""The properties that a form offers: by kind, in both directions, found in any language."""

from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any

from entries.choices import Theme
from entries.models import Property

if TYPE_CHECKING:
    from entries.admin.formsets import PartFormSet

    _Rows = PartFormSet
else:
    _Rows = object


class PropertiesOffered(_Rows):
    """For rows of statements: fetches the properties once for all rows."""

    backward = False
    """Whether properties are read from the object."""

    def add_fields(self, form: Any, index: int | None) -> None:
        """Offer the properties that this kind of entry may have."""
        super().add_fields(form, index)
        field = form.fields.get("property")
        if field is not None:
            field.known = self._properties
            field.choices = self._property_choices

    @cached_property
    def _properties(self) -> dict[int, Property]:
        return {one.pk: one for one in Property.objects.all()}

    @cached_property
    def _offered(self) -> list[Property]:
        kind = self.instance.KIND or self.instance.kind
        return [one for one in self._properties.values() if self._admits(one, kind)]

    def _admits(self, one: Property, kind: str) -> bool:
        if not self.backward:
            return one.admits(kind, None)
        return not one.symmetric and (not one.object_kinds or kind in one.object_kinds)

    @cached_property
    def _property_choices(self) -> Sequence[Any]:
        """The properties under the headings of an entry's page, in its order."""
        headings: dict[str, list[tuple[int, str]]] = {}
        offered = self._offered
        if self.backward:
            order = list(Theme)
            offered = sorted(offered, key=lambda one: order.index(Theme(one.inverse_theme)))
        for one in offered:
            label = one.backward.text if self.backward else str(one)
            theme = one.inverse_theme if self.backward else one.theme
            headings.setdefault(str(Theme(theme).label), []).append((one.pk, label or one.code))
        return [("", "---------"), *headings.items()]

    @property
    def property_facts(self) -> dict[str, dict[str, str | bool]]:
        """What the script needs of each property offered, by key.

        `words` are its labels in all languages, by which it is found; `kinds` those at its other
        end, `boundary` whether it opens or closes a life, `single` whether it is said but once.
        """
        return {
            str(one.pk): {
                "words": " ".join(dict.fromkeys(self._words(one))),
                "kinds": ",".join(one.subject_kinds if self.backward else one.object_kinds),
                "boundary": one.boundary,
                "single": one.single_valued and not self.backward,
            }
            for one in self._offered
        }

    def _words(self, one: Property) -> list[str]:
        labels = [one.inverse_label, one.inverse_role_label, one.label]
        if not self.backward:
            labels = [one.label, one.bare_label, one.role_label]
        return [text for texts in labels for text in texts.values()] + [one.code]
