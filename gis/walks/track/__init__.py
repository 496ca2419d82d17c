"""Tracks that people bring."""
