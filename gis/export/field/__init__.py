"""What the field page is made of: its data, its script, its look."""
