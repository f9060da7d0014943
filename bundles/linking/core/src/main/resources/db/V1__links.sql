-- One row a client file whose e-mail has changed: whether a link is proposed, and which address it had before.
CREATE TABLE lnk_proposal (
  firm_id VARCHAR(36) NOT NULL,
  id VARCHAR(36) NOT NULL,
  state VARCHAR(12) NOT NULL,
  email VARCHAR(320),
  former_email VARCHAR(320),
  counterpart_id VARCHAR(36),
  changed_at TIMESTAMP NOT NULL,
  reason VARCHAR(500),
  actor_kind VARCHAR(20) NOT NULL,
  actor_id VARCHAR(100) NOT NULL,
  version BIGINT NOT NULL,
  PRIMARY KEY (firm_id, id)
);
CREATE INDEX lnk_proposal_open ON lnk_proposal (firm_id, state, changed_at, id);
CREATE INDEX lnk_proposal_email ON lnk_proposal (firm_id, email);
CREATE INDEX lnk_proposal_counterpart ON lnk_proposal (firm_id, counterpart_id);

-- One row a file that takes part in links. Its key is what makes a link a star, also between two transactions that
-- do not see each other: a file is main or secondary, never both, and secondary once.
CREATE TABLE lnk_role (
  firm_id VARCHAR(36) NOT NULL,
  client_file_id VARCHAR(36) NOT NULL,
  link_role VARCHAR(10) NOT NULL,
  link_id VARCHAR(36),
  secondaries INTEGER NOT NULL,
  PRIMARY KEY (firm_id, client_file_id)
);

CREATE TABLE lnk_link (
  firm_id VARCHAR(36) NOT NULL,
  id VARCHAR(36) NOT NULL,
  main_id VARCHAR(36) NOT NULL,
  secondary_id VARCHAR(36) NOT NULL,
  active BOOLEAN NOT NULL,
  state VARCHAR(20) NOT NULL,
  reason VARCHAR(1000),
  former_email VARCHAR(320),
  replaces_id VARCHAR(36),
  replaced_by_id VARCHAR(36),
  strategy_id VARCHAR(100),
  strategy_bundle VARCHAR(200),
  strategy_version VARCHAR(100),
  actor_kind VARCHAR(20) NOT NULL,
  actor_id VARCHAR(100) NOT NULL,
  created_at TIMESTAMP NOT NULL,
  changed_at TIMESTAMP NOT NULL,
  version BIGINT NOT NULL,
  PRIMARY KEY (firm_id, id)
);
CREATE INDEX lnk_link_active ON lnk_link (firm_id, active, created_at DESC, id DESC);
CREATE INDEX lnk_link_state ON lnk_link (firm_id, state, created_at DESC, id DESC);
CREATE INDEX lnk_link_main ON lnk_link (firm_id, main_id, created_at DESC, id DESC);
CREATE INDEX lnk_link_secondary ON lnk_link (firm_id, secondary_id, created_at DESC, id DESC);

CREATE TABLE lnk_history (
  firm_id VARCHAR(36) NOT NULL,
  id VARCHAR(36) NOT NULL,
  link_id VARCHAR(36) NOT NULL,
  happened_at TIMESTAMP NOT NULL,
  action VARCHAR(20) NOT NULL,
  actor_kind VARCHAR(20) NOT NULL,
  actor_id VARCHAR(100) NOT NULL,
  reason VARCHAR(500),
  version BIGINT NOT NULL,
  PRIMARY KEY (firm_id, id)
);
CREATE INDEX lnk_history_link ON lnk_history (firm_id, link_id, happened_at);

-- The keys under which strategies look for candidates. Made anew from the client file at each of its events.
CREATE TABLE lnk_key (
  firm_id VARCHAR(36) NOT NULL,
  kind VARCHAR(10) NOT NULL,
  key_text VARCHAR(260) NOT NULL,
  client_file_id VARCHAR(36) NOT NULL,
  PRIMARY KEY (firm_id, kind, key_text, client_file_id)
);
CREATE INDEX lnk_key_file ON lnk_key (firm_id, client_file_id);
