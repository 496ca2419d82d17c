"""Widgets and state that all pages share."""
