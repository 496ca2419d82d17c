"""Local files that are written whole or not at all, by several sessions."""
