-- When a document was sent: who may read the newer documents of a client need not read the older ones.
-- Without it, for a mail that waited while this column was added, only who may read all of them is told.
ALTER TABLE ntf_batch_document ADD COLUMN sent_at TIMESTAMP;
