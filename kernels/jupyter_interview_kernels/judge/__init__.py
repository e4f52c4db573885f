"""The judge: submissions run against inputs, each test in a process of its own."""
