"""Questions to the records, answered as plain dicts: what the command line, the exports and the web show."""
