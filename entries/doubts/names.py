"""Names that look as they should not."""

from typing import Final

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from entries.doubts.checks import Check
from entries.models import Name
from writing import mixed_script_words

_LATIN: Final = "[A-Za-z\u00c0-\u024f]"
_CYRILLIC: Final = "[\u0400-\u04ff]"
_TOUCH: Final = f"{_LATIN}{_CYRILLIC}|{_CYRILLIC}{_LATIN}"
"""A letter of one beside a letter of the other, for Python and PostgreSQL alike. Latin and Greek,
which `writing` knows as well, are noticed while they are typed."""


def _say_mixed(name: Name) -> str:
    words = mixed_script_words(name.text)
    sentence = _("“%(word)s” mixes letters of two scripts that look alike.")
    return " ".join(sentence % {"word": word} for word in words)


CHECKS: Final = (
    Check(
        "mixed-scripts",
        "names",
        gettext_lazy("Letters of two scripts in one word"),
        Name,
        Q(text__regex=_TOUCH),
        _say_mixed,
        "entry",
        ("entry",),
        holds=lambda name: bool(mixed_script_words(name.text)),
    ),
)
