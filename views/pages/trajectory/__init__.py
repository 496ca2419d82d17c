"""The page of the trajectory."""
