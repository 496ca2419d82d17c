"""Layers brought from the public services, each replaced whole or not at all."""
