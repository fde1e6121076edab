"""From one entry to others: compared, connected by statements, met at events and on boards."""
