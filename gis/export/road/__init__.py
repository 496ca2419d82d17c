"""The parts of a road-book: cover and map, a page for each stop, the end with climb, safety and sources."""
