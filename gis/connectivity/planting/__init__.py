"""Hedges that would join habitats: proposed, drawn, compared."""
