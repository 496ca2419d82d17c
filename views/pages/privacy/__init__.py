"""What the atlas keeps of those who visit it, and for how long."""
