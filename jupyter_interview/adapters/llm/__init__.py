"""Interviewers."""
