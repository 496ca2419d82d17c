"""Walks: loops, ways, tracks."""
