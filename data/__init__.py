"""The embedded territory (``data/62528``), its facts and the program that draws it."""
