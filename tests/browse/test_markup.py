"""Texts are escaped on their way into HTML exactly as Django would."""

import pytest
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy

from browse.markup import fill, without_marks
from entries.languages import Shown


@pytest.mark.parametrize(
    "value",
    [
        "Trotsky",
        "<script>alert('&\"')</script>",
        SafeString("<b>Iskra</b>"),
        format_html("<i>{}</i>", "<"),
        gettext_lazy("Person"),
        Shown("a < b", "en", False),
        1917,
        None,
    ],
)
def test_a_value_stands_as_in_django(value: object) -> None:
    assert fill("<p>{}</p>", value) == format_html("<p>{}</p>", value)
    assert fill("<p>{it}</p>", it=value) == format_html("<p>{it}</p>", it=value)
    assert isinstance(fill("{}", value), SafeString)


@pytest.mark.parametrize("text", ["Iskra", "a < b > c", 'Smith & "Sons"', "&amp;", "О'Хара"])
def test_without_marks_is_left_what_was_put_in(text: str) -> None:
    plain = without_marks(fill('<a href="/{}" lang="ru">{}</a>', text, text))

    assert plain == text
    assert type(plain) is str
