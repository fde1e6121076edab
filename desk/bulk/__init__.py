"""Entries that were chosen in a list: to be taken away, or changed together."""
