"""The page of parcels."""
