"""Distances over ground that costs."""
