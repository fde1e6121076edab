"""Lists of work: what waits, what is mine, and what could be better in the archive.

What is wrong with an entry is found when it changes and kept (`inspecting`), so a list of a hundred
thousand entries costs no more than its first page, and its count next to nothing.
"""
