"""A part of a picture as four boxes for numbers; a script draws it on the picture above them."""

from typing import Any, Final

from django import forms
from django.core.exceptions import ValidationError
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from entries.regions import Region

LARGEST: Final = 100_000
LABELS: Final = {"x": _("left"), "y": _("top"), "w": _("width"), "h": _("height")}


class RegionInput(forms.MultiWidget):
    """The picture, if there is one, and the boxes: left, top, width, height."""

    picture: tuple[str, int, int] | None = None
    """The address of the small copy, and the size of the picture in pixels."""

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        """Make the four boxes."""
        super().__init__({name: forms.NumberInput(attrs={"min": 0}) for name in LABELS}, attrs)

    def decompress(self, value: str | None) -> list[int | None]:
        """Return the four numbers; of what is no region, none."""
        try:
            return list(Region.read(value or "") or (None,) * len(LABELS))
        except ValueError:
            return [None] * len(LABELS)

    def render(
        self, name: str, value: Any, attrs: dict[str, Any] | None = None, renderer: Any = None
    ) -> SafeString:
        """Return picture and boxes, each within its label."""
        boxes = self.get_context(name, value, attrs)["widget"]["subwidgets"]
        labelled = format_html_join(
            "",
            '<label>{} <input type="number" min="0" name="{}" id="{}" value="{}" data-side="{}">'
            "</label>",
            (
                (label, box["name"], box["attrs"].get("id", ""), _shown(box["value"]), side)
                for (side, label), box in zip(LABELS.items(), boxes, strict=True)
            ),
        )
        address, width, height = self.picture or ("", "", "")
        image = format_html('<img class="preview" src="{}" alt="">', address) if address else ""
        return format_html(
            '<div class="cropping" data-width="{}" data-height="{}">{}'
            '<div class="cropping-sides">{}</div></div>',
            width,
            height,
            image,
            labelled,
        )


class RegionField(forms.MultiValueField):
    """Cleans to `x,y,w,h`, or to nothing."""

    widget = RegionInput

    def __init__(self, **kwargs: Any) -> None:
        """Ask for four whole numbers."""
        box: dict[str, Any] = {"min_value": 0, "max_value": LARGEST, "required": False}
        fields = tuple(forms.IntegerField(**box) for _side in LABELS)
        super().__init__(fields, require_all_fields=False, **kwargs)

    def compress(self, data_list: list[int | None]) -> str:
        """Return the region; raises ValidationError unless all four are given, or none."""
        given = [one for one in data_list if one is not None]
        if not given:
            return ""
        if len(given) < len(LABELS) or 0 in given[2:]:
            raise ValidationError(
                _("Give all four numbers, the last two not 0, or none."), code="region"
            )
        return ",".join(map(str, given))


def _shown(value: Any) -> str:
    return "" if value is None else str(value)
