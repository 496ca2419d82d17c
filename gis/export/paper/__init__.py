"""What is printed: pages, maps, charts and booklets."""
