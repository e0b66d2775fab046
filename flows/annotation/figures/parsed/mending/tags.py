"""Part-of-speech tags shared by the repairs of trees."""

FINITE = ("VBD", "VBZ", "VBP", "VB", "MD")
NOUNS = ("NN", "NNS", "NNP", "NNPS")
