"""Shapes held against layers: what of which feature, how much, how far."""
