"""Figures, published and measured, side by side."""
