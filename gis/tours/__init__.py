"""Guided tours: stops, times, order."""
