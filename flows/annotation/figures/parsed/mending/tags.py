"""Parts of speech that the repairs of trees share."""

FINITE = ("VBD", "VBZ", "VBP", "VB", "MD")
NOUNS = ("NN", "NNS", "NNP", "NNPS")
