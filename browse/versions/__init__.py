"""Pages of versions: an entry as it was, what has changed since, and the list of all.

`past` makes a version into what pages are made of, `page` puts it together, `changes` tells what
differs, `listing` has them all.
"""
