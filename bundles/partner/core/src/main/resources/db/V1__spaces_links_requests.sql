-- A legal space belongs to no firm: several firms may stand behind it, through its holder.
-- claimed_at: since then somebody holds it or has held it. A space that was made for a link is not claimed and stands for one client file alone.
CREATE TABLE ptn_space (
  id VARCHAR(36) NOT NULL PRIMARY KEY,
  name VARCHAR(500) NOT NULL,
  siren VARCHAR(9),
  claimed_at TIMESTAMP,
  created_at TIMESTAMP NOT NULL,
  version BIGINT NOT NULL
);

-- The space that stands for a client file. Its row is also the lock of every decision on that file.
-- frozen_address: the e-mail of the file when its former contact froze it; links are refused while the file still has it.
CREATE TABLE ptn_relation (
  firm_id VARCHAR(36) NOT NULL,
  client_file_id VARCHAR(36) NOT NULL,
  space_id VARCHAR(36) NOT NULL,
  state VARCHAR(16) NOT NULL,
  since TIMESTAMP NOT NULL,
  frozen_address VARCHAR(400),
  version BIGINT NOT NULL,
  PRIMARY KEY (firm_id, client_file_id)
);
-- A space asks across its firms: the one side of the house that does.
CREATE INDEX ptn_relation_space ON ptn_relation (space_id, state);

-- shown: the digest of what the operator and the person behind the main account were shown.
CREATE TABLE ptn_link (
  firm_id VARCHAR(36) NOT NULL,
  id VARCHAR(36) NOT NULL,
  main_file VARCHAR(36) NOT NULL,
  secondary_file VARCHAR(36) NOT NULL,
  main_space VARCHAR(36) NOT NULL,
  secondary_space VARCHAR(36) NOT NULL,
  validated_kind VARCHAR(16) NOT NULL,
  validated_by VARCHAR(100) NOT NULL,
  shown VARCHAR(64) NOT NULL,
  firm_name VARCHAR(500) NOT NULL,
  firm_siret VARCHAR(14),
  main_name VARCHAR(500) NOT NULL,
  main_siren VARCHAR(9),
  secondary_name VARCHAR(500) NOT NULL,
  secondary_siren VARCHAR(9),
  state VARCHAR(16) NOT NULL,
  agreement VARCHAR(16) NOT NULL,
  agreed_by VARCHAR(100),
  created_at TIMESTAMP NOT NULL,
  changed_at TIMESTAMP NOT NULL,
  version BIGINT NOT NULL,
  PRIMARY KEY (firm_id, id)
);
CREATE INDEX ptn_link_secondary ON ptn_link (firm_id, secondary_file);
CREATE INDEX ptn_link_main ON ptn_link (firm_id, main_file);
CREATE INDEX ptn_link_main_space ON ptn_link (main_space, state);
CREATE INDEX ptn_link_secondary_space ON ptn_link (secondary_space, state);

CREATE TABLE ptn_request (
  firm_id VARCHAR(36) NOT NULL,
  id VARCHAR(36) NOT NULL,
  space_id VARCHAR(36) NOT NULL,
  kind VARCHAR(16) NOT NULL,
  client_file_id VARCHAR(36) NOT NULL,
  link_id VARCHAR(36) NOT NULL,
  state VARCHAR(16) NOT NULL,
  reason VARCHAR(500),
  decided_by VARCHAR(100),
  decided_at TIMESTAMP,
  created_at TIMESTAMP NOT NULL,
  version BIGINT NOT NULL,
  PRIMARY KEY (firm_id, id)
);
CREATE INDEX ptn_request_link ON ptn_request (firm_id, link_id);
CREATE INDEX ptn_request_space ON ptn_request (space_id, created_at, id);
CREATE INDEX ptn_request_space_state ON ptn_request (space_id, state, created_at, id);
