"""The public services, one module each: what to ask, and how the reply becomes a layer."""
