"""Formats that services answer in."""
