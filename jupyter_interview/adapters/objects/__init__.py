"""Stored files: a folder or an S3 bucket."""
