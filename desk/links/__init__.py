"""Addresses elsewhere: which the archive leads to, and whether anybody is there still."""
