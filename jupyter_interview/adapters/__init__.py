"""Implementations of the ports, one folder or file a port."""
