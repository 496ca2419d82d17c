"""What leaves the atlas as files, one module per format."""
