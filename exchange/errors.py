"""What is wrong with a data package."""


class PackageError(ValueError):
    """A package cannot be read; the message names the file and what is wrong in it."""
