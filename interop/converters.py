"""What stands in addresses of entries and versions: `<pid:…>`, `<picture:…>` and others."""

from django.urls import register_converter

from entries.derivatives import IDENTIFIER


class PidConverter:
    """An identifier of an entry. Whether it is one is for the view to find out."""

    regex = "[0-9a-z]{7}"

    def to_python(self, value: str) -> str:
        """Take the identifier as it stands."""
        return value

    def to_url(self, value: str) -> str:
        """Give the identifier as it stands."""
        return value


class NumberConverter:
    """The number of a version, from 1: no zeros in front, nine digits at most."""

    regex = "[1-9][0-9]{0,8}"

    def to_python(self, value: str) -> int:
        """Return the number."""
        return int(value)

    def to_url(self, value: int) -> str:
        """Return its digits."""
        return str(value)


class UidConverter:
    """The anchor of a statement, as it stands after `s-`."""

    regex = "[0-9a-z]{10}"

    def to_python(self, value: str) -> str:
        """Take the anchor as it stands."""
        return value

    def to_url(self, value: str) -> str:
        """Give the anchor as it stands."""
        return value


class CitationConverter:
    """How the address of a citation ends: with the name of a format."""

    regex = r"bib|ris|csl\.json"

    def to_python(self, value: str) -> str:
        """Take the suffix as it stands."""
        return value

    def to_url(self, value: str) -> str:
        """Give the suffix as it stands."""
        return value


class PictureConverter:
    """The identifier of a stored picture."""

    regex = IDENTIFIER

    def to_python(self, value: str) -> str:
        """Take the identifier as it stands."""
        return value

    def to_url(self, value: str) -> str:
        """Give the identifier as it stands."""
        return value


register_converter(CitationConverter, "citation")
register_converter(PidConverter, "pid")
register_converter(PictureConverter, "picture")
register_converter(NumberConverter, "number")
register_converter(UidConverter, "uid")
