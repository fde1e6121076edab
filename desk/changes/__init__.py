"""What has been changed, by whom: a list with filters, and the same as a private Atom feed."""
