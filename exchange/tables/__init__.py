"""Entries and statements as tables: what editors take away, change in a spreadsheet and bring back.

`columns` says which columns there are, made from the record; `sections` write and read them;
`reading` opens files; `export` goes through the archive.
"""
