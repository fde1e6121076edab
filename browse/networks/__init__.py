"""The network: who is joined with whom, and by which statements."""
