"""What a guided tour is made of: stops, legs, windows of time, the order, the timetable, what conflicts."""
