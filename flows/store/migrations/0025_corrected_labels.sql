-- The labels of passages whose text a person has labelled, as annotating made them: a JSON list of label, probability and rank.
-- In label_score stands what the person said, with probability 1; from here it is taken back.
CREATE TABLE uncorrected_label (passage_id INTEGER PRIMARY KEY REFERENCES passage(id), scores TEXT NOT NULL);
