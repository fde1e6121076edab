"""Merge and un-merge: `plan` shows what would happen, `carry_out` does it, `undo` takes it back.

`references` knows every way to refer to an entry; `statements`, `names` and `columns` each work
out one part of a plan; `parcel` is what is kept of a merge so that it can be undone.
"""
