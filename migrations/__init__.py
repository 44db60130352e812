"""The history of the tables, by Alembic. `slugline db upgrade` applies it."""
