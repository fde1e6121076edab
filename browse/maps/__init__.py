"""The map: places of a result set on a base map of ours, without a server of tiles."""
