"""What authority files say of an entry: read from their JSON, compared, and taken with evidence."""
