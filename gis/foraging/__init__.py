"""What may be picked, where and when."""
