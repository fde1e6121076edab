"""A row of the list, and how it is drawn."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from browse.markup import escaped, lang_mark
from browse.pages.lines import Picture
from browse.why import Answer
from entries.languages import Shown


@dataclass(frozen=True, slots=True)
class HitRow:
    """One entry of the list."""

    pid: str
    url: str
    address: str
    """The address to cite, for paper."""
    kind: str
    label: Shown
    when: SafeString
    names: list[Shown]
    summary: Shown
    matched: str
    matched_language: str
    matched_as: str
    passage: str
    type: Shown
    why: list[Answer]
    """By which statements, dates or names it meets what was asked."""
    context_object: str
    """What reference managers read of it (COinS)."""
    face: Picture | None = None
    """The small portrait, but for compact lists."""
    carries: bool = False
    """Whether the link carries the question of the list along: it is not for crawlers then."""

    @property
    def html(self) -> SafeString:
        """The row as it stands in the list: a template would take many times as long."""
        return _draw(self)


def _draw(hit: HitRow) -> SafeString:
    """Return one entry of the list: when, what it is, its names, its summary, why it is there."""
    label, keep = escaped(hit.label.text), escaped(_("Keep"))
    follow = ' rel="nofollow"' if hit.carries else ""
    head = (
        f'<li class="hit"><div class="when">{hit.when}</div><div>{_face(hit.face)}'
        f'<span class="Z3988" title="{escaped(hit.context_object)}"></span>'
        f'<span class="kind">{escaped(hit.kind)}</span>'
        f'<button type="button" class="keep" data-keep="{escaped(hit.pid)}" aria-pressed="false"'
        f' hidden>{keep}<span class="unseen"> {label}</span></button>\n'
        f'<h2><a href="{escaped(hit.url)}"{follow} data-cite="{escaped(hit.address)}"'
        f"{lang_mark(hit.label)}>{label}</a></h2>"
    )
    parts = (
        head,
        _names(hit.names),
        _paragraph("summary", hit.summary),
        _matched(hit),
        _why(hit.why),
        _paragraph("note", hit.type),
        "</div></li>",
    )
    return SafeString("\n".join(part for part in parts if part))


def _face(face: Picture | None) -> str:
    if face is None:
        return ""
    size = f' width="{face.width}" height="{face.height}"' if face.width else ""
    return (
        f'<img class="face" src="{escaped(face.url)}" alt=""{size} loading="lazy" decoding="async">'
    )


def _names(names: Iterable[Shown]) -> str:
    spans = [f'<span lang="{escaped(name.language)}">{escaped(name.text)}</span>' for name in names]
    return f'<p class="note">{" · ".join(spans)}</p>' if spans else ""


def _paragraph(name: str, shown: Shown) -> str:
    return f'<p class="{name}"{lang_mark(shown)}>{escaped(shown.text)}</p>' if shown.text else ""


def _matched(hit: HitRow) -> str:
    """Return the name that the text has found, else the passage."""
    matched = escaped(_("matched:"))
    if hit.matched:
        return (
            f'<p class="note">{matched}'
            f' <mark lang="{escaped(hit.matched_language)}">{escaped(hit.matched)}</mark>'
            f" ({escaped(hit.matched_as)})</p>"
        )
    if hit.passage:
        return f'<p class="note passage">{matched} {escaped(hit.passage)}</p>'
    return ""


def _why(answers: Iterable[Answer]) -> str:
    """Return the reasons, folded."""
    reasons = "".join(_reason(one) for one in answers)
    if not reasons:
        return ""
    asked = escaped(_("Why is this here?"))
    return f'<details class="why"><summary>{asked}</summary><ul>{reasons}</ul></details>'


def _reason(answer: Answer) -> str:
    when = f'<span class="why-when">{answer.when}</span> ' if answer.when else ""
    meets = ", ".join(escaped(str(name)) for name in answer.meets)
    return f'<li>{when}{escaped(answer.text)} <span class="note">({meets})</span></li>'
