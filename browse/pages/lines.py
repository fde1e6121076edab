"""The plain objects that the templates of an entry's page are given."""

from dataclasses import dataclass, field
from typing import Final, NamedTuple

from django.utils.functional import Promise
from django.utils.safestring import SafeString
from django.utils.translation import gettext, gettext_noop

from browse.markup import escaped, fill, lang_mark
from entries.languages import Shown

MOST_BACK_LINKS: Final = 3
CITE_LABEL: Final = gettext_noop("Cite this statement")


def cite_link(anchor: str, label: str) -> SafeString:
    """Return the link that opens the box with the citation of what has this anchor."""
    return SafeString(
        f'<a class="cite-here" href="?cite={escaped(anchor)}#cite" rel="nofollow"'
        f' aria-label="{escaped(label)}"></a>'
    )


@dataclass(slots=True)
class Note:
    """One numbered piece of evidence: a spot in a source, and the claims that rest on it."""

    number: int
    source: SafeString
    locator: str
    back: str
    """What the links back to the claims are called."""
    remarks: list[Shown] = field(default_factory=list)
    anchors: list[str] = field(default_factory=list)

    @property
    def shown_anchors(self) -> list[str]:
        """The first claims that rest on it: a source of a hundred claims would fill the margin."""
        return self.anchors[:MOST_BACK_LINKS]

    @property
    def hidden_anchors(self) -> int:
        """How many claims are not linked."""
        return max(len(self.anchors) - MOST_BACK_LINKS, 0)

    @property
    def html(self) -> SafeString:
        """The note as it stands in the margin; a page may have hundreds, like `Line.html`."""
        label = escaped(self.back)
        backs = "".join(
            f'<a href="#{escaped(anchor)}" aria-label="{label} {at}">↑</a>'
            for at, anchor in enumerate(self.shown_anchors, start=1)
        )
        locator = f", {escaped(self.locator)}" if self.locator else ""
        remarks = "".join(_span("remark", remark) for remark in self.remarks)
        more = f" +{self.hidden_anchors}" if self.hidden_anchors else ""
        return SafeString(
            f'<li id="n{self.number}">{self.source}{locator}{remarks}'
            f' <span class="backs">{backs}{more}</span></li>'
        )


class Line(NamedTuple):
    """One statement as a sentence, with its date to the left."""

    anchor: str
    when: SafeString
    sentence: SafeString
    verdict: str
    """Preferred, no longer held, probable…, in words; empty for what is plainly held."""
    reason: Shown
    remark: Shown
    marks: SafeString
    held: bool = True
    chosen: bool = False
    """Whether the archive holds with it, among those that compete."""

    def html(self, cite_label: SafeString) -> str:
        """Return the row as it stands in the list; `cite_label` is what all of them share.

        A template would take thrice as long over hundreds.
        """
        held = " chosen" if self.chosen else "" if self.held else " not-held"
        remark = _span("remark", self.remark) if self.remark.text else ""
        verdict = self._verdict_html() if self.verdict else ""
        return (
            f'<li class="st{held}" id="{escaped(self.anchor)}"><div class="st-when">{self.when}'
            f'</div><div class="st-what">{self.sentence}{self.marks}{verdict}'
            f"{cite_link(self.anchor, cite_label)}{remark}</div></li>"
        )

    def _verdict_html(self) -> SafeString:
        """What the archive thinks of the statement, with its reason."""
        if not self.reason.text:
            return fill(' <span class="verdict">{}</span>', self.verdict)
        reason = _span("", self.reason)
        return fill(' <span class="verdict">{}:{}</span>', self.verdict, reason)


def _span(name: str, shown: Shown) -> SafeString:
    """A text in a span, marked with its language where it is not the reader's."""
    kind = f' class="{name}"' if name else ""
    return SafeString(f" <span{kind}{lang_mark(shown)}>{escaped(shown.text)}</span>")


class Cluster(NamedTuple):
    """One line, or several that compete."""

    lines: list[Line]
    caption: str = ""

    def html(self, cite_label: SafeString) -> str:
        """Return the lines as they stand in the list; rivals in a list of their own."""
        rows = SafeString("\n".join([line.html(cite_label) for line in self.lines]))
        if not self.caption:
            return rows
        return fill(
            '<li class="rivals"><p class="rivals-caption">{}</p><ol>{}</ol></li>',
            self.caption,
            rows,
        )


@dataclass(frozen=True, slots=True)
class Group:
    """The statements of one theme, in the order of time."""

    code: str
    heading: str | Promise
    clusters: list[Cluster]

    @property
    def html(self) -> SafeString:
        """The rows of its list."""
        label = SafeString(escaped(gettext(CITE_LABEL)))
        return SafeString("\n".join([cluster.html(label) for cluster in self.clusters]))


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing that describes the record itself: type, date, coordinates."""

    label: str
    value: SafeString


@dataclass(frozen=True, slots=True)
class NameLine:
    """One row of the table of names."""

    anchor: str
    text: str
    language: str
    language_name: str
    type: str
    when: SafeString
    remark: Shown
    marks: SafeString

    @property
    def html(self) -> SafeString:
        """The cells but for the period; a page may have dozens of names, like `Line.html`."""
        remark = _span("remark", self.remark) if self.remark.text else ""
        return SafeString(
            f'<td><span lang="{escaped(self.language)}">{escaped(self.text)}</span>{self.marks}'
            f"{remark}</td><td>{escaped(self.type)}</td><td>{escaped(self.language_name)}</td>"
        )


@dataclass(frozen=True, slots=True)
class Row:
    """One entry in a list of a page."""

    when: SafeString
    link: SafeString
    note: str = ""


@dataclass(frozen=True, slots=True)
class YearCount:
    """How many entries of a list belong to a year, and where they are."""

    year: str
    count: int
    url: str


@dataclass(frozen=True, slots=True)
class Listing:
    """Entries that belong to this one, such as the issues of a serial; `more_url` has them all."""

    heading: str
    groups: list[tuple[str, list[Row]]]
    more_url: str = ""
    years: list[YearCount] = field(default_factory=list)
    """In place of entries, where these are too many for a page."""


@dataclass(frozen=True, slots=True)
class Picture:
    """An image with what must stand beside it."""

    url: str
    full_url: str
    width: int | None
    height: int | None
    alt: Shown
    label: str
    credit: str
    rights: str
    """What the statement of rights is called, or words."""
    rights_url: str
    """Where the statement can be read; empty for words."""
    portrait: bool
    srcset: str = ""
    """The same in other sizes, as the attribute of that name."""
