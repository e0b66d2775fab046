"""From files to documents and passages: manifests, readers, encodings, metadata. Knows nothing of the store."""
