"""Asking over HTTP: politely, within limits, and again where that helps."""
