"""Commands that read passages and documents: one module per command."""
