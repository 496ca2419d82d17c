"""The page of parcels: find, read, screen, compare."""
