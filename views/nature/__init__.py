"""The parts of the page of nature: species, sites, how habitats hold together, where to plant, the belt."""
