-- Directives: what a passage asks somebody to do, with the grade of its force (1 to 5). Their words are in the
-- passage: the spans are of the word that gives the force, of the addressee and of the object, (0, 0) for none.
CREATE TABLE IF NOT EXISTS directive (
  passage_id INTEGER NOT NULL REFERENCES passage(id), start INTEGER NOT NULL, "end" INTEGER NOT NULL,
  grade INTEGER NOT NULL, addressee_start INTEGER NOT NULL, addressee_end INTEGER NOT NULL,
  object_start INTEGER NOT NULL, object_end INTEGER NOT NULL, rule TEXT NOT NULL,
  PRIMARY KEY (passage_id, start, "end")
) WITHOUT ROWID;
