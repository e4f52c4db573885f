"""Leases, rate limits and the submission queue in Redis."""
