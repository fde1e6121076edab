"""The values of all facets by entry, beside the index, in arrays that are counted without it.

    <index>/columns-<n>/head.json       the fields, their words, and which state of the log this is
    <index>/columns-<n>/*.npy           the arrays, which all processes map into their memory
    <index>/columns-<n>/changes.jsonl   what became of entries since, a line for each commit

Of several such folders the last counts: new arrays are made when many entries have changed.
The engine finds which entries match; how many of them have each value is read off the arrays. The
engine could count as well, and does where there are no arrays or they do not fit the snapshot.
"""
