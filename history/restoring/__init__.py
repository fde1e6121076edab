"""Bringing back what was: `fitting` finds what of it cannot be, `actions` does it."""
