"""From passages to annotations: lexicon, segmentation, rules, strategies; one Annotator on top. Serves models/."""
