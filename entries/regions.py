"""A part of a picture: the `region` parameter of the IIIF Image API, in pixels.

https://iiif.io/api/image/3.0/#41-region: `x,y,w,h`, from the upper left corner. Pixels, since a
stored picture never changes: a percentage would have to be rounded each time it is used.
"""

import re
from typing import Final, NamedTuple

_FORM: Final = re.compile(r"(\d{1,10}),(\d{1,10}),([1-9]\d{0,9}),([1-9]\d{0,9})", re.ASCII)


class Region(NamedTuple):
    """Where a part begins, and how large it is, in pixels of the whole picture."""

    x: int
    y: int
    width: int
    height: int

    @classmethod
    def read(cls, text: str) -> "Region | None":
        """Return the region that `x,y,w,h` says, None for nothing; raises ValueError for more."""
        if not text:
            return None
        found = _FORM.fullmatch(text)
        if found is None:
            raise ValueError(text)
        return cls(*map(int, found.groups()))

    def lies_in(self, width: int, height: int) -> bool:
        """Tell whether all of it is in a picture of this size."""
        return self.x + self.width <= width and self.y + self.height <= height

    def __str__(self) -> str:
        """Return `x,y,w,h`."""
        return ",".join(map(str, self))
