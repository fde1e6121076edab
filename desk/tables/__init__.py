"""Tables to take away at the desk, drafts included, and templates to fill in."""
