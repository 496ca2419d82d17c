"""How the tables became what they are, step by step; Alembic runs the steps that a database lacks."""
