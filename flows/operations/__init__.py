"""The work itself, without Prefect: what the command line calls and the flows wrap."""
