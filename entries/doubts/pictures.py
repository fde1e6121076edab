"""Pictures that lack what the public must be told of them.

A draft may wait for it, and what was public before it was asked for stays: see `showable`.
"""

from typing import Final

from django.utils.translation import gettext_lazy

from entries.doubts.checks import Check
from entries.models import Image
from entries.showable import INCOMPLETE, lacks_of, say_lacks

CHECKS: Final = (
    Check(
        "picture-without-words",
        "pictures",
        gettext_lazy("A picture without description, rights or credit"),
        Image,
        INCOMPLETE,
        lambda image: say_lacks(str(image), lacks_of(image)),
        "entry",
        ("entry",),
    ),
)
