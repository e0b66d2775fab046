"""The command line: `main` declares the commands, `commands` holds one module per group of them."""
