"""Layers that a town brings as files."""
