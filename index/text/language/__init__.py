"""What differs by language: its name, small words, abbreviations, stop words, months and stems."""
