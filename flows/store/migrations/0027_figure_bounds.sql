-- What bounds the amount of a change: 增长9%以上 is + with the bound >=.
ALTER TABLE target ADD COLUMN bound TEXT NOT NULL DEFAULT '';
