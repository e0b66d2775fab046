"""The search page and the JSON interface, on analysis."""
