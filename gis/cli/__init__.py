"""The command line, one module per command; each module adds its own with `register(app)`."""
