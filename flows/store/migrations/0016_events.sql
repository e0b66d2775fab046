-- Events: dated things that happened to an actor. The entities are NULL where a part has none.
CREATE TABLE event (
  passage_id INTEGER NOT NULL REFERENCES passage(id), start INTEGER NOT NULL, "end" INTEGER NOT NULL, surface TEXT NOT NULL,
  actor TEXT NOT NULL, actor_entity TEXT, action TEXT NOT NULL, object TEXT NOT NULL, object_entity TEXT, counterpart TEXT NOT NULL,
  counterpart_entity TEXT, value REAL, unit TEXT NOT NULL, date TEXT NOT NULL, date_to TEXT NOT NULL, date_source TEXT NOT NULL,
  instrument TEXT NOT NULL, is_resolved INTEGER NOT NULL, rule TEXT NOT NULL, score REAL NOT NULL,
  PRIMARY KEY (passage_id, start, "end", rule)
) WITHOUT ROWID;
CREATE INDEX event_actor ON event (actor_entity) WHERE actor_entity IS NOT NULL;
CREATE INDEX event_object ON event (object_entity) WHERE object_entity IS NOT NULL;
CREATE INDEX event_counterpart ON event (counterpart_entity) WHERE counterpart_entity IS NOT NULL;
