"""Merging at the desk: finding what may be the same, choosing side by side, reporting, undoing."""
