"""What the green of a commune is measured by: belt, hedges, nearness to homes, the mosaic of land."""
