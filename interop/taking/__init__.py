"""To take away: lists and entries as tables (CSV, XLSX), records (JSON) and places (GeoJSON)."""
