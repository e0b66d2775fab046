"""The commands of `zhengce`, by what they are for; thin: options in, operations called, results printed."""
