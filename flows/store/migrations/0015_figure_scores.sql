-- The ends of the period that a figure covers, the rule that read it, and how sure it is; unknown for figures stored before.
ALTER TABLE target ADD COLUMN period_start TEXT NOT NULL DEFAULT '';
ALTER TABLE target ADD COLUMN period_end TEXT NOT NULL DEFAULT '';
ALTER TABLE target ADD COLUMN rule TEXT NOT NULL DEFAULT '';
ALTER TABLE target ADD COLUMN score REAL;
