"""The command line, one module per command; each module here adds its own with `register(app)`."""
