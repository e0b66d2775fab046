-- Documents that declare their translation, and the sites that documents of a language have addresses of: both are asked for
-- after each change, and few of many documents have the first.
CREATE INDEX document_declaring ON document (id) WHERE instr(metadata, 'translation_of');
CREATE INDEX document_site ON document (
  language, substr(url, 1, 8 + coalesce(nullif(instr(substr(url, 9), '/'), 0), length(url)))
) WHERE superseded_by IS NULL AND url != '';
