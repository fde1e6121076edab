"""Jobs at the desk: importing tables, and what many entries are changed by."""
