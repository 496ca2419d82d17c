"""The parts of an update: what to do, what was done, and the commune's own words."""
