"""The project package: settings, root addresses, middleware and health.

It imports every room and is imported by none.
"""
