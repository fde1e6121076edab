"""What stands on the page of an entry, put together in plain objects before any template runs."""
