"""The public services, one module each."""
