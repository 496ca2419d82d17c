"""Loops of a wanted length."""
