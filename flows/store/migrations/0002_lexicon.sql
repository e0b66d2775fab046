-- What the annotations were made with: a JSON list of concepts in their order, each as its id and what tagging depends on.
CREATE TABLE lexicon (hash TEXT PRIMARY KEY, concepts TEXT NOT NULL, first_used TEXT NOT NULL);
