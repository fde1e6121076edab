"""The timeline: what of a result set lies when, from centuries down to days."""
