"""Paths as a network."""
