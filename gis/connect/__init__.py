"""What connectivity is made of: patches, links, costs of crossing, indices, where to plant."""
