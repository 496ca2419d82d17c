"""The order of stops: exact solvers."""
