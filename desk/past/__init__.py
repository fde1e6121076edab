"""The history of an entry for editors: revisions, differences, restoring, bringing back.

`speaking` says a record in words, `showing` lays out what differs, `summary` says it in a line,
`losses` what cannot be brought back; the pages are in `views` and `restoring`.
"""
