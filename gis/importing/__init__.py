"""The parts of an import: read the file, match its fields to columns, hold each row against the theme."""
