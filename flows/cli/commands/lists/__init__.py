"""Commands about lists: batches of queries, stored documents, networks, and the demonstration."""
