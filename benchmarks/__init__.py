"""Side-by-side measurements, one program a topic; each prints one table of ratios."""
