"""What leaves a tour as files: road-book, field page, letter, calendar, tracks."""
