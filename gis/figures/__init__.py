"""Published figures: what the map measures of them, how they change in time, what it cannot measure."""
