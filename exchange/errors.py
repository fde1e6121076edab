"""What is wrong with a file that is to be read."""


class PackageError(ValueError):
    """A package cannot be read; the message names the file and what is wrong in it."""


class FileError(ValueError):
    """A file cannot be read as a table; the message says why, and what to do."""
