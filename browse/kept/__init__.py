"""The reading list: entries that a reader keeps, in the browser, in a file or in an address."""
