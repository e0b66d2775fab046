"""Commands, one module per group; the command line imports a module when one of its commands runs."""
