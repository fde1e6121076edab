"""What is kept of entries as they were."""
