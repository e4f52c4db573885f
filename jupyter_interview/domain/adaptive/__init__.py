"""Which question comes next, from what the answers so far say about the candidate (`docs/reference/adaptivity.md`)."""
