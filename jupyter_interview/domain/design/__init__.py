"""System design: its questions, and the checks of what a candidate estimates and draws."""
