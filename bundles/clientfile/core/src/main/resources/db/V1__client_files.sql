-- A deleted file keeps its row: its documents and its trail still name it. link_count and proposal_open are kept by linking and are
-- written without touching the version, so that they are in nobody's way.
CREATE TABLE clf_client_file (
  firm_id VARCHAR(36) NOT NULL,
  id VARCHAR(36) NOT NULL,
  version BIGINT NOT NULL,
  name VARCHAR(200) NOT NULL,
  name_key VARCHAR(120) NOT NULL,
  siren VARCHAR(9),
  siret VARCHAR(14),
  vat VARCHAR(13),
  siren_key VARCHAR(9),
  email VARCHAR(254),
  email_key VARCHAR(254),
  phone VARCHAR(40),
  address VARCHAR(500),
  contact VARCHAR(200),
  invited_at TIMESTAMP,
  created_at TIMESTAMP NOT NULL,
  changed_at TIMESTAMP NOT NULL,
  deleted BOOLEAN NOT NULL,
  deleted_at TIMESTAMP,
  proposal_open BOOLEAN DEFAULT FALSE NOT NULL,
  link_count INTEGER DEFAULT 0 NOT NULL,
  PRIMARY KEY (firm_id, id)
);
CREATE INDEX clf_client_file_name ON clf_client_file (firm_id, deleted, name_key, id);
CREATE INDEX clf_client_file_newest ON clf_client_file (firm_id, deleted, created_at DESC, id DESC);
CREATE INDEX clf_client_file_email ON clf_client_file (firm_id, deleted, email_key, created_at, id);
CREATE INDEX clf_client_file_siren ON clf_client_file (firm_id, deleted, siren_key, id);

-- The words of the names, for the search by their beginnings. The index alone answers a search, in order; deleted files have no words.
CREATE TABLE clf_name_word (
  firm_id VARCHAR(36) NOT NULL,
  client_file_id VARCHAR(36) NOT NULL,
  word VARCHAR(40) NOT NULL,
  name_key VARCHAR(120) NOT NULL,
  version BIGINT NOT NULL,
  PRIMARY KEY (firm_id, client_file_id, word)
);
CREATE INDEX clf_name_word_word ON clf_name_word (firm_id, word, name_key, client_file_id);

-- The history: one row a changed field; file_version is the version that the change made.
CREATE TABLE clf_change (
  firm_id VARCHAR(36) NOT NULL,
  client_file_id VARCHAR(36) NOT NULL,
  file_version BIGINT NOT NULL,
  field VARCHAR(20) NOT NULL,
  changed_at TIMESTAMP NOT NULL,
  actor_kind VARCHAR(20) NOT NULL,
  actor_id VARCHAR(100) NOT NULL,
  before_value VARCHAR(500),
  after_value VARCHAR(500),
  version BIGINT NOT NULL,
  PRIMARY KEY (firm_id, client_file_id, file_version, field)
);
