"""Commands that set up the terminal."""
