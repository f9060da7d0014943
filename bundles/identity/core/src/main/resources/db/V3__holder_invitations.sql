-- Who is invited to hold a space by one of its holders. OPEN waits; USED and ENDED are over.
CREATE TABLE idn_holder_invitation (
  id VARCHAR(36) NOT NULL PRIMARY KEY,
  space_id VARCHAR(36) NOT NULL,
  email VARCHAR(254) NOT NULL,
  email_key VARCHAR(254) NOT NULL,
  invited_by VARCHAR(36) NOT NULL,
  state VARCHAR(10) NOT NULL,
  created_at TIMESTAMP NOT NULL
);
CREATE INDEX idn_holder_invitation_space ON idn_holder_invitation (space_id, state);
