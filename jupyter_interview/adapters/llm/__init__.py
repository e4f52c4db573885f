"""Interviewers: adapters of the `Interviewer` port."""
