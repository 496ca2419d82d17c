"""What the walking network is made of: noding, the graph, what is measured along it, what is closed."""
