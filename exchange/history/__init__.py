"""The history of entries in a data package: `lines` is its form, `dump` writes it, `load` reads it.

    history/users.jsonl                  who is named in it
    history/wordings.jsonl               what properties and terms were called before
    history/<kind>/<slug>-<pid>.jsonl    all that is kept of one entry, one row a line

What has been written does not change later but for the end of a part, the lifting of a closure and
the undoing of a merge: two backups differ in little more than the lines that were added.
"""
