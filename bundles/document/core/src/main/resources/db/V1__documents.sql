-- state: SENT, WITHDRAWN, RECALLED. opened: somebody of the receiving side has opened it.
CREATE TABLE doc_document (
  firm_id VARCHAR(36) NOT NULL,
  id VARCHAR(36) NOT NULL,
  client_file_id VARCHAR(36) NOT NULL,
  direction VARCHAR(20) NOT NULL,
  name VARCHAR(255) NOT NULL,
  name_search VARCHAR(800) NOT NULL,
  media_type VARCHAR(100) NOT NULL,
  content_size BIGINT NOT NULL,
  sha256 VARCHAR(64) NOT NULL,
  content_id VARCHAR(100) NOT NULL,
  section_id VARCHAR(36),
  state VARCHAR(20) NOT NULL,
  opened BOOLEAN NOT NULL,
  batch VARCHAR(100),
  sender_kind VARCHAR(20) NOT NULL,
  sender_id VARCHAR(100) NOT NULL,
  sender_space VARCHAR(36),
  sent_at TIMESTAMP NOT NULL,
  version BIGINT NOT NULL,
  PRIMARY KEY (firm_id, id)
);
CREATE INDEX doc_document_list ON doc_document (firm_id, client_file_id, sent_at DESC, id DESC);
CREATE INDEX doc_document_same ON doc_document (firm_id, client_file_id, sha256);
CREATE INDEX doc_document_section ON doc_document (firm_id, client_file_id, section_id);
CREATE INDEX doc_document_waiting ON doc_document (firm_id, direction, state, opened, sent_at DESC);

-- Which contents of the store belong to a document: an inventory of the store, which knows no firms.
-- released_at: nothing serves it any more, the sweeper may delete it.
CREATE TABLE doc_content (
  content_id VARCHAR(100) NOT NULL PRIMARY KEY,
  released_at TIMESTAMP
);
CREATE INDEX doc_content_released ON doc_content (released_at);

CREATE TABLE doc_keyword (
  firm_id VARCHAR(36) NOT NULL,
  document_id VARCHAR(36) NOT NULL,
  keyword_key VARCHAR(200) NOT NULL,
  keyword VARCHAR(60) NOT NULL,
  PRIMARY KEY (firm_id, document_id, keyword_key)
);

CREATE TABLE doc_section (
  firm_id VARCHAR(36) NOT NULL,
  id VARCHAR(36) NOT NULL,
  client_file_id VARCHAR(36) NOT NULL,
  name VARCHAR(100) NOT NULL,
  name_key VARCHAR(400) NOT NULL,
  version BIGINT NOT NULL,
  PRIMARY KEY (firm_id, id)
);
CREATE UNIQUE INDEX doc_section_name ON doc_section (firm_id, client_file_id, name_key);

-- A keyword routes to one section of a client file.
CREATE TABLE doc_section_keyword (
  firm_id VARCHAR(36) NOT NULL,
  client_file_id VARCHAR(36) NOT NULL,
  keyword_key VARCHAR(200) NOT NULL,
  keyword VARCHAR(60) NOT NULL,
  section_id VARCHAR(36) NOT NULL,
  PRIMARY KEY (firm_id, client_file_id, keyword_key)
);
CREATE INDEX doc_section_keyword_section ON doc_section_keyword (firm_id, section_id);

-- Who of which space has opened a document first and last; seen without first_at: only marked as read.
CREATE TABLE doc_opening (
  firm_id VARCHAR(36) NOT NULL,
  document_id VARCHAR(36) NOT NULL,
  space_id VARCHAR(36) NOT NULL,
  seen BOOLEAN NOT NULL,
  first_at TIMESTAMP,
  first_by VARCHAR(100),
  last_at TIMESTAMP,
  last_by VARCHAR(100),
  PRIMARY KEY (firm_id, document_id, space_id)
);
