"""Accounts: the second factor, sessions, and the log of rights."""
