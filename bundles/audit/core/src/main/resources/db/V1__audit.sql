-- One chain a firm ('-' for events without a firm). No personal data in clear: ids and digests.
CREATE TABLE aud_entry (
  firm_id VARCHAR(36) NOT NULL,
  number BIGINT NOT NULL,
  event_id VARCHAR(36) NOT NULL,
  occurred_at TIMESTAMP NOT NULL,
  actor_kind VARCHAR(20) NOT NULL,
  actor_id VARCHAR(100) NOT NULL,
  type VARCHAR(80) NOT NULL,
  aggregate VARCHAR(100) NOT NULL,
  client_file_id VARCHAR(100),
  main_file_id VARCHAR(100),
  link_id VARCHAR(100),
  request_id VARCHAR(100),
  document_id VARCHAR(100),
  space_id VARCHAR(100),
  data_digest VARCHAR(64) NOT NULL,
  previous_digest VARCHAR(64) NOT NULL,
  digest VARCHAR(64) NOT NULL,
  version BIGINT NOT NULL,
  PRIMARY KEY (firm_id, number),
  CONSTRAINT aud_entry_event UNIQUE (firm_id, event_id)
);
CREATE INDEX aud_entry_time ON aud_entry (firm_id, occurred_at, number);
CREATE INDEX aud_entry_type ON aud_entry (firm_id, type, occurred_at);
CREATE INDEX aud_entry_client ON aud_entry (firm_id, client_file_id, occurred_at);
CREATE INDEX aud_entry_main ON aud_entry (firm_id, main_file_id, occurred_at);
CREATE INDEX aud_entry_document ON aud_entry (firm_id, document_id, occurred_at);

-- What an event says beyond ids: erasable, since the chain holds only its salted digest.
CREATE TABLE aud_detail (
  firm_id VARCHAR(36) NOT NULL,
  number BIGINT NOT NULL,
  salt VARCHAR(64),
  data VARCHAR(30000),
  erased_at TIMESTAMP,
  version BIGINT NOT NULL,
  PRIMARY KEY (firm_id, number)
);

-- Where each chain ends.
CREATE TABLE aud_head (
  firm_id VARCHAR(36) NOT NULL PRIMARY KEY,
  number BIGINT NOT NULL,
  digest VARCHAR(64) NOT NULL,
  changed_at TIMESTAMP NOT NULL,
  version BIGINT NOT NULL
);
-- The one index that does not begin with a firm: the anchoring timer asks for all chains that moved.
CREATE INDEX aud_head_changed ON aud_head (changed_at);

-- The entries that name a legal space. A space is a tenant of its own, so this table begins with it.
CREATE TABLE aud_space (
  space_id VARCHAR(100) NOT NULL,
  firm_id VARCHAR(36) NOT NULL,
  number BIGINT NOT NULL,
  occurred_at TIMESTAMP NOT NULL,
  version BIGINT NOT NULL,
  PRIMARY KEY (space_id, firm_id, number)
);
CREATE INDEX aud_space_time ON aud_space (space_id, occurred_at);
