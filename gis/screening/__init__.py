"""Many parcels at once."""
