"""REST handlers, one file a resource."""
