"""Draws the embedded territory from the committed facts: same facts, same files."""
