"""The form of a merge: everything that can be chosen, built from a plan."""

from collections.abc import Iterable
from typing import Any, Final

from django import forms
from django.forms import BoundField
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from entries.choices import NameType
from entries.models import Entry
from history.merging.choices import BOTH, LEFT_OUT, NOTHING, OTHER, Choices, SelfRelation
from history.merging.columns import ColumnPlan
from history.merging.plan import MergePlan
from history.merging.statements import SelfRelated
from history.merging.texts import TextPlan

MOST_SELF_RELATED: Final = 200
"""Decisions that one form asks for."""

ALL: Final = "all-self-related"


class MergeForm(forms.Form):
    """Choices of a merge. Unbound it shows the plan's own; bound it turns into `Choices`."""

    digest = forms.CharField(widget=forms.HiddenInput)
    note = forms.CharField(
        label=gettext_lazy("Why these are the same"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2, "class": "vLargeTextField"}),
        help_text=gettext_lazy("For the log; never public."),
    )
    editors_note = forms.CharField(
        label=gettext_lazy("Editors' note"),
        required=False,
        help_text=gettext_lazy("The notes of all, put together; for editors only."),
        widget=forms.Textarea(attrs={"rows": 3, "class": "vLargeTextField"}),
    )

    def __init__(self, plan: MergePlan, *args: Any, **kwargs: Any) -> None:
        """Make the fields that this plan needs."""
        super().__init__(*args, **kwargs)
        self.plan = plan
        self.initial.update(digest=plan.digest, editors_note=plan.editors_note)
        for column in plan.columns:
            self._add_column(column)
        for name in plan.names:
            self._add_name(name.name.pk, name.type, name.name.text)
        for text in plan.texts:
            self._add_text(text)
        for one in plan.statements.self_related[:MOST_SELF_RELATED]:
            self._add_decision(one)
        if len(plan.statements.self_related) > 1:
            radio = forms.ChoiceField(
                label=_("All of which nothing is decided"),
                choices=[(SelfRelation.DROP, _("drop them")), (SelfRelation.WORDS, _("keep them"))],
                required=False,
                widget=forms.RadioSelect,
            )
            self._add(ALL, radio, "")

    def _add(self, name: str, field: forms.Field, initial: Any) -> None:
        self.fields[name] = field
        self.initial[name] = initial

    def _add_column(self, column: ColumnPlan) -> None:
        """Add the choice among the parties, and the box for something else."""
        choices: list[tuple[str, Any]] = [
            (one.pid, one.shown or "–") for one in column.options if not one.barred
        ]
        if column.is_list:
            choices.append((BOTH, _("all of them")))
        if column.typeable:
            choices.append((OTHER, _("something else:")))
        choices.append((NOTHING, _("nothing")))
        radio = forms.ChoiceField(
            label=column.label, choices=choices, required=False, widget=forms.RadioSelect
        )
        self._add(f"column-{column.name}", radio, column.choice)
        if column.typeable:
            model_field: Any = self.plan.survivor._meta.get_field(column.name)
            box: forms.Field = model_field.formfield(required=False)
            box.label = _("%(column)s: something else") % {"column": column.label}
            box.widget.attrs["aria-label"] = box.label
            self._add(f"typed-{column.name}", box, None)

    def _add_name(self, key: int, chosen: str, text: str) -> None:
        choices = [*NameType.choices, (LEFT_OUT, _("leave it out"))]
        box = forms.ChoiceField(label=text, choices=choices, required=False)
        box.widget.attrs["aria-label"] = _("Type of “%(name)s”") % {"name": text}
        self._add(f"name-{key}", box, chosen)

    def _add_text(self, text: TextPlan) -> None:
        name = f"{text.role}-{text.language}"
        choices = [(pid, pid) for pid, _body in text.bodies]
        choices.append((OTHER, _("as written here:")))
        radio = forms.ChoiceField(choices=choices, required=False, widget=forms.RadioSelect)
        chosen = next((pid for pid, body in text.bodies if body == text.body), OTHER)
        self._add(f"text-{name}", radio, chosen)
        area = forms.Textarea(attrs={"rows": 6, "lang": text.language})
        box = forms.CharField(required=False, widget=area, strip=True)
        box.widget.attrs["aria-label"] = _("Text as written here")
        joined = text.body if chosen == OTHER else "\n\n".join(body for _pid, body in text.bodies)
        self._add(f"body-{name}", box, joined)

    def _add_decision(self, one: SelfRelated) -> None:
        choices: list[tuple[str, Any]] = [
            (SelfRelation.DROP, _("drop it (un-merging brings it back)"))
        ]
        if one.may_be_words:
            words = (
                _("keep it, with the name in words")
                if "object" in one.ends
                else _("keep it, and leave that end empty")
            )
            choices.append((SelfRelation.WORDS, words))
        radio = forms.ChoiceField(choices=choices, required=False, widget=forms.RadioSelect)
        self._add(f"self-{one.row.uid}", radio, one.decision or "")

    # What was chosen

    def chosen(self) -> Choices:
        """Return the choices. The form must have been validated; what is invalid is left open."""
        return Choices(
            columns=self._given("column-"),
            typed={
                name: self.cleaned_data[f"typed-{name}"]
                for name in (one.removeprefix("typed-") for one in self.fields)
                if f"typed-{name}" in self.cleaned_data
            },
            names={int(key): value for key, value in self._given("name-").items()},
            texts=dict(self._chosen_texts()),
            editors_note=self.cleaned_data.get("editors_note", ""),
            statements=self._decisions(),
        )

    def _given(self, prefix: str) -> dict[str, str]:
        return {
            name.removeprefix(prefix): value
            for name, value in self.cleaned_data.items()
            if name.startswith(prefix) and value
        }

    def _decisions(self) -> dict[str, str]:
        """Return what was decided about statements, one by one or about all of them."""
        given = self._given("self-")
        rest = self.cleaned_data.get(ALL, "")
        undecided = (one.row.uid for one in self.plan.statements.self_related)
        return {uid: rest for uid in undecided if rest} | given

    def _chosen_texts(self) -> Iterable[tuple[tuple[str, str], str]]:
        for text in self.plan.texts:
            name = f"{text.role}-{text.language}"
            pid = self.cleaned_data.get(f"text-{name}")
            bodies = dict(text.bodies)
            if pid == OTHER:
                yield (text.role, text.language), self.cleaned_data.get(f"body-{name}", "")
            elif pid in bodies:
                yield (text.role, text.language), bodies[pid]

    # How it is shown

    def cells(self, name: str) -> tuple[dict[str, Any], list[Any]]:
        """Return the radio buttons of a field: those of parties by pid, and the others."""
        pids = {party.pid for party in self.plan.parties}
        field: BoundField = self[name]
        buttons = list(field)
        by_pid = {str(one.data["value"]): one for one in buttons if str(one.data["value"]) in pids}
        return by_pid, [one for one in buttons if str(one.data["value"]) not in pids]


def best_survivor(entries: Iterable[Entry], statements: dict[int, int]) -> Entry:
    """Return the entry that should stay: public, richest in statements, published first."""
    return min(
        entries,
        key=lambda one: (
            not one.is_public,
            one.published_at is None,
            -statements.get(one.pk, 0),
            one.published_at or one.created_at,
        ),
    )
