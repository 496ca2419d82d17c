"""The formats that layers and tables leave in."""
