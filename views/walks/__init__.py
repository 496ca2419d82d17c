"""The parts of the page of walks: what is asked, what is shown on the map, what is told beside it."""
