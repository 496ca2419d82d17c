"""Search that forgives."""
