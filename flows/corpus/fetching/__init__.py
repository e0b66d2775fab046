"""Documents from the web: what a manifest's `fetch` declares, lists of addresses, and a client with manners."""
