"""Ecological connectivity: patches, links, indices."""
