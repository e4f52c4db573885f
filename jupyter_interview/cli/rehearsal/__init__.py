"""Simulated candidates sit whole interviews, and a table says what the interviewer did right.

Nothing here needs a server: a sitting is the real rules over a log in memory, a verdict is the real judge's, and time
is what the script says it is.
"""
