-- People. They belong to no firm: one person may work for several and hold spaces besides.
-- email is where mail goes, email_key what is compared.
CREATE TABLE idn_user (
  id VARCHAR(36) NOT NULL PRIMARY KEY,
  email VARCHAR(254) NOT NULL,
  email_key VARCHAR(254) NOT NULL,
  name VARCHAR(200) NOT NULL,
  language VARCHAR(2) NOT NULL,
  state VARCHAR(10) NOT NULL,
  password_hash VARCHAR(200),
  must_change_password BOOLEAN NOT NULL,
  system_administrator BOOLEAN NOT NULL,
  created_at TIMESTAMP NOT NULL,
  last_log_in_at TIMESTAMP,
  version BIGINT NOT NULL
);
CREATE UNIQUE INDEX idn_user_email ON idn_user (email_key);

-- The token is in the cookie; here is its SHA-256.
CREATE TABLE idn_session (
  token_hash VARCHAR(64) NOT NULL PRIMARY KEY,
  user_id VARCHAR(36) NOT NULL,
  created_at TIMESTAMP NOT NULL,
  last_seen_at TIMESTAMP NOT NULL,
  expires_at TIMESTAMP NOT NULL,
  version BIGINT NOT NULL
);
CREATE INDEX idn_session_user ON idn_session (user_id);
CREATE INDEX idn_session_expiry ON idn_session (expires_at);

CREATE TABLE idn_firm (
  id VARCHAR(36) NOT NULL PRIMARY KEY,
  name VARCHAR(200) NOT NULL,
  siret VARCHAR(14),
  created_at TIMESTAMP NOT NULL,
  version BIGINT NOT NULL
);
CREATE INDEX idn_firm_name ON idn_firm (name, id);

-- Who works for which firm. The second index answers "which firms?" at log-in: people are global, as the users are.
CREATE TABLE idn_membership (
  firm_id VARCHAR(36) NOT NULL,
  user_id VARCHAR(36) NOT NULL,
  role VARCHAR(20) NOT NULL,
  disabled BOOLEAN NOT NULL,
  created_at TIMESTAMP NOT NULL,
  version BIGINT NOT NULL,
  PRIMARY KEY (firm_id, user_id)
);
CREATE INDEX idn_membership_user ON idn_membership (user_id, firm_id);

-- Who holds which legal space.
CREATE TABLE idn_holder (
  space_id VARCHAR(36) NOT NULL,
  user_id VARCHAR(36) NOT NULL,
  space_name VARCHAR(200) NOT NULL,
  created_at TIMESTAMP NOT NULL,
  version BIGINT NOT NULL,
  PRIMARY KEY (space_id, user_id)
);
CREATE INDEX idn_holder_user ON idn_holder (user_id, space_id);

-- The secret names its firm, so it is looked up inside that firm.
CREATE TABLE idn_api_token (
  firm_id VARCHAR(36) NOT NULL,
  id VARCHAR(36) NOT NULL,
  name VARCHAR(100) NOT NULL,
  scopes VARCHAR(500) NOT NULL,
  token_hash VARCHAR(64) NOT NULL,
  created_at TIMESTAMP NOT NULL,
  expires_at TIMESTAMP,
  last_used_at TIMESTAMP,
  version BIGINT NOT NULL,
  PRIMARY KEY (firm_id, id)
);
CREATE UNIQUE INDEX idn_api_token_hash ON idn_api_token (firm_id, token_hash);

CREATE TABLE idn_link (
  token_hash VARCHAR(64) NOT NULL PRIMARY KEY,
  purpose VARCHAR(20) NOT NULL,
  data VARCHAR(4000) NOT NULL,
  created_at TIMESTAMP NOT NULL,
  expires_at TIMESTAMP NOT NULL,
  used_at TIMESTAMP,
  version BIGINT NOT NULL
);
CREATE INDEX idn_link_expiry ON idn_link (expires_at);

-- Tries, counted before they are evaluated. A bucket is a purpose and the SHA-256 of an account or address.
CREATE TABLE idn_throttle (
  bucket VARCHAR(100) NOT NULL PRIMARY KEY,
  tries INTEGER NOT NULL,
  ends_at TIMESTAMP NOT NULL
);
CREATE INDEX idn_throttle_end ON idn_throttle (ends_at);
