"""Versions and revisions: `keeping` stores them as entries change, `reading` gives them back.

`documents` makes what is stored, `parts` takes it apart, `delta` finds what has to be written,
`store` writes it; `beside` knows who else shows what changed; `differences` compares two.
"""
