"""The accuracy set: texts that travel with the repository, what readers found in them, and what zhengce finds."""
