-- What a firm demands of links that are opened from now on. A firm without a row demands nothing.
CREATE TABLE ptn_safeguards (
  firm_id VARCHAR(36) NOT NULL PRIMARY KEY,
  delay_days INTEGER NOT NULL,
  code_required BOOLEAN NOT NULL,
  changed_at TIMESTAMP NOT NULL,
  version BIGINT NOT NULL
);

-- A link keeps the safeguards that its firm had when it was opened.
ALTER TABLE ptn_link ADD COLUMN delay_days INTEGER DEFAULT 0 NOT NULL;
ALTER TABLE ptn_link ADD COLUMN code_required BOOLEAN DEFAULT FALSE NOT NULL;
-- Where the delay begins.
ALTER TABLE ptn_link ADD COLUMN group_accepted_at TIMESTAMP;
-- The digest of the code that counts, and how many wrong ones were given since it was issued.
ALTER TABLE ptn_link ADD COLUMN code_digest VARCHAR(64);
ALTER TABLE ptn_link ADD COLUMN code_issued_at TIMESTAMP;
ALTER TABLE ptn_link ADD COLUMN code_wrong INTEGER DEFAULT 0 NOT NULL;
