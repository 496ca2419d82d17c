"""The engine of the atlas: it knows geometry and data, and nothing of the interface."""
