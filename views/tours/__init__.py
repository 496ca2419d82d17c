"""The parts of the page of tours: what is composed, its order, the map, files, the guide's own."""
