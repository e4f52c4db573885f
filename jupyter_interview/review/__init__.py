"""Offline review: project, seal and verify transcripts. Needs no server, database or network."""
