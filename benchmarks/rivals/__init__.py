"""The same things done the usual way, for benchmarks to compare with."""
