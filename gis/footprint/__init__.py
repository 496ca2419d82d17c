"""Shapes that people bring or draw."""
