"""Commands about lists: batches, stored documents, networks, two sides compared, and the demonstration."""
