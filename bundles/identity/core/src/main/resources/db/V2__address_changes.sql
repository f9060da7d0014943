-- Changes of log-in addresses. PENDING can be confirmed; TAKEN looks the same from outside and never can, because the
-- new address has an account; CONFIRMED can still be undone by the old address; ENDED is over.
CREATE TABLE idn_address_change (
  id VARCHAR(36) NOT NULL PRIMARY KEY,
  user_id VARCHAR(36) NOT NULL,
  old_email VARCHAR(254) NOT NULL,
  new_email VARCHAR(254) NOT NULL,
  state VARCHAR(10) NOT NULL,
  created_at TIMESTAMP NOT NULL
);
CREATE INDEX idn_address_change_user ON idn_address_change (user_id, state);
