"""Jobs in the background: `worker` finds them and goes on, the other modules do a step each."""
