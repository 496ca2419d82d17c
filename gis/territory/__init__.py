"""A territory: the layers of one commune, in memory, indexed, read-only."""
