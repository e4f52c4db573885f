"""The event log, interviews, submissions and users in PostgreSQL."""
