"""Putting a citation together: italics, full stops, and the two forms it is given in.

While it is made, a citation is plain text in which two private signs begin and end italics.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from django.utils.html import escape
from django.utils.safestring import SafeString

BEGIN: Final = "\ue000"
END: Final = "\ue001"
CLOSING: Final = f"{END}”’»"
"""Signs behind which a full stop may already stand."""


@dataclass(frozen=True, slots=True)
class Written:
    """A citation as it is shown, with italics, and as it is copied."""

    html: SafeString
    plain: str


def finish(text: str) -> Written:
    """Return a citation that has been put together in both forms."""
    html = escape(text).replace(BEGIN, "<i>").replace(END, "</i>")
    return Written(SafeString(html), clean(text))


def clean(text: str) -> str:
    """Return `text` on one line, without signs that would mean italics."""
    return " ".join(text.replace(BEGIN, "").replace(END, "").split())


def italic(text: str) -> str:
    """Return `text` in italics; nothing of nothing."""
    return f"{BEGIN}{text}{END}" if text else ""


def stop(text: str, *, inside: bool = True) -> str:
    """Return `text` with a full stop, unless a sentence ends with it already.

    With `inside` it goes inside closing quotation marks.
    """
    if not text or text.rstrip(CLOSING).endswith((".", "?", "!", "…")):
        return text
    return _before_quotes(text, ".") if inside else f"{text}."


def sentences(parts: Iterable[str], *, inside: bool = True) -> str:
    """Return what is given of `parts`, each with its full stop."""
    return " ".join(stop(part, inside=inside) for part in parts if part)


def commas(parts: Iterable[str], *, inside: bool = True) -> str:
    """Return what is given of `parts`, with commas between, before which quotations close."""
    given = [part for part in parts if part]
    heads = [_before_quotes(part, ",") if inside else f"{part}," for part in given[:-1]]
    return " ".join([*heads, *given[-1:]])


def _before_quotes(text: str, sign: str) -> str:
    bare = text.rstrip("”’")
    return f"{bare}{sign}{text[len(bare) :]}"


def capital(text: str) -> str:
    """Return `text` with a capital in front; an address has none."""
    return text if text.startswith("http") else text[:1].upper() + text[1:]


def shortened(pages: str, *, chicago: bool) -> str:
    """Return a range of pages without the digits that repeat: “187–94”.

    After a round hundred all stay; Chicago drops a nought too (“101–8”), MLA keeps two digits.
    """
    first, _dash, last = pages.partition("–")
    if len(first) < 3 or len(first) != len(last) or not (first + last).isdecimal():
        return pages
    if chicago and int(first) % 100 == 0:
        return pages
    same = next((at for at, (a, b) in enumerate(zip(first, last, strict=True)) if a != b), 0)
    keep = same if chicago and int(first) % 100 < 10 else min(same, len(last) - 2)
    return f"{first}–{last[keep:]}"


def dashed(pages: str) -> str:
    """Return pages or years with the dash of a range: “1–2”."""
    return "–".join(part.strip() for part in pages.replace("—", "–").replace("-", "–").split("–"))
