"""How things are shown everywhere: numbers, periods and names by locale, charts, conditional answers, downloads.
No models."""
