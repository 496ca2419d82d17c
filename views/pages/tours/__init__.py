"""The page of guided tours."""
