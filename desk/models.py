"""The desk keeps nothing of its own.

The module is here because Django sends `post_migrate`, with which the groups are kept, only for
rooms that have one.
"""
