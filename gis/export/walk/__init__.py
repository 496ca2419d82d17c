"""What leaves a walk as files."""
