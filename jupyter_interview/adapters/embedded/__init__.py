"""Real PostgreSQL and Valkey servers from wheels, supervised in the user's data folder."""
