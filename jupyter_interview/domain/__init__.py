"""Pure values and rules. No input or output, no clock but the one passed in."""
