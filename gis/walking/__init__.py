"""What a walk is made of: loops, profile, duration, cues, what lies on the way, tracks from outside."""
