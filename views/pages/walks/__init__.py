"""The page of walks."""
