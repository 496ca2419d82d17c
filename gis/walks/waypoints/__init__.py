"""What a walk passes."""
