-- The date of a cited document, where the citing passage gives it beside the name.
ALTER TABLE citation ADD COLUMN date TEXT NOT NULL DEFAULT '';
