"""A symbol of the map as HTML."""

from dataclasses import dataclass

from django.utils.safestring import SafeString
from django.utils.translation import ngettext

from browse.markup import fill
from entries.languages import Shown


@dataclass(frozen=True, slots=True)
class Symbol:
    """One symbol: a place, or several close together (`places` says how many)."""

    left: str
    top: str
    radius: float
    ring: float
    places: int
    count: int
    name: Shown
    url: str
    side: str
    """Where its name stands: start (to its right), end, or nowhere."""
    side_narrow: str
    dx: float
    """Pixels from its middle to its name."""
    over: bool
    """Whether its name may cover other symbols, so that it has to be drawn after them all."""
    chosen: bool
    itself: bool

    @property
    def html(self) -> SafeString:
        """The symbol as it stands in the picture: a map may have hundreds."""
        classes = "symbol"
        classes += " several" if self.places > 1 else ""
        classes += "" if self.count else " bare"
        classes += " on" if self.chosen else ""
        spot = fill('cx="{}" cy="{}"', self.left, self.top)
        ring = fill('<circle class="ring" {} r="{}"></circle>', spot, self.ring)
        return fill(
            '<a href="{}" rel="nofollow" class="{}"><title>{}</title><circle class="reach" {} '
            'r="13"></circle><circle class="dot" {} r="{}"></circle>{}{}</a>',
            self.url,
            classes,
            self._title(),
            spot,
            spot,
            self.radius,
            ring if self.places > 1 else "",
            "" if self.over else self._text(),
        )

    @property
    def name_html(self) -> SafeString:
        """The name by itself, if it has to be drawn after all symbols, and otherwise nothing.

        It leads to the same address, for the pointer alone: the symbol says it to everybody.
        """
        text = self._text() if self.over else ""
        if not text:
            return SafeString("")
        classes = "symbol on" if self.chosen else "symbol"
        return fill(
            '<a href="{}" rel="nofollow" tabindex="-1" class="{}">{}</a>', self.url, classes, text
        )

    def _title(self) -> str:
        if self.places > 1:
            words = ngettext(
                "%(name)s and %(more)s more: %(count)s entry",
                "%(name)s and %(more)s more: %(count)s entries",
                self.count,
            )
        else:
            words = ngettext("%(name)s: %(count)s entry", "%(name)s: %(count)s entries", self.count)
        return words % {"name": self.name.text, "more": self.places - 1, "count": self.count}

    def _text(self) -> SafeString:
        if not (self.side or self.side_narrow):
            return SafeString("")
        narrow = "wide-only" if not self.side_narrow else "" if self.side else "narrow-only"
        return fill(
            '<text x="{}" y="{}" dx="{}" dy="0.35em" text-anchor="{}" class="{}"{}>{}{}</text>',
            self.left,
            self.top,
            self.dx,
            self.side or self.side_narrow,
            narrow,
            fill(' lang="{}"', self.name.language) if self.name.foreign else "",
            self.name.text,
            f" +{self.places - 1}" if self.places > 1 else "",
        )
