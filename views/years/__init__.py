"""The parts of the page of the trajectory: figures, curves, years, the poster."""
