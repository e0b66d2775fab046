"""The command line: `main` declares the commands, `commands` has one module per group of them."""
