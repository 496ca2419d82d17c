"""The page of biodiversity."""
