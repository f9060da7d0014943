-- What is to be sent, and what became of it. firm_id is '-' for mails that belong to no firm (a new password).
-- No link and no token stands here: both are made when the message is sent.
CREATE TABLE ntf_message (
  firm_id VARCHAR(36) NOT NULL,
  id VARCHAR(36) NOT NULL,
  channel VARCHAR(20) NOT NULL,
  template VARCHAR(80) NOT NULL,
  audience VARCHAR(20) NOT NULL,
  recipient VARCHAR(400) NOT NULL,
  client_file_id VARCHAR(100),
  webhook_id VARCHAR(36),
  event_id VARCHAR(36) NOT NULL,
  data VARCHAR(8000) NOT NULL,
  state VARCHAR(10) NOT NULL,
  attempts INTEGER NOT NULL,
  created_at TIMESTAMP NOT NULL,
  next_at TIMESTAMP NOT NULL,
  expires_at TIMESTAMP NOT NULL,
  sent_at TIMESTAMP,
  note VARCHAR(500),
  version BIGINT NOT NULL,
  PRIMARY KEY (firm_id, id)
);
CREATE INDEX ntf_message_log ON ntf_message (firm_id, channel, created_at);
CREATE INDEX ntf_message_state ON ntf_message (firm_id, channel, state, created_at);
CREATE INDEX ntf_message_hook ON ntf_message (firm_id, webhook_id, created_at);
-- For the sender, which works for all firms: the only index that does not begin with the firm.
CREATE INDEX ntf_message_due ON ntf_message (channel, state, next_at);

-- Documents that wait a short quiet time, so that one mail tells of all of them.
CREATE TABLE ntf_batch (
  firm_id VARCHAR(36) NOT NULL,
  client_file_id VARCHAR(100) NOT NULL,
  direction VARCHAR(10) NOT NULL,
  batch VARCHAR(100) NOT NULL,
  event_id VARCHAR(36) NOT NULL,
  created_at TIMESTAMP NOT NULL,
  due_at TIMESTAMP NOT NULL,
  version BIGINT NOT NULL,
  PRIMARY KEY (firm_id, client_file_id, direction, batch)
);
CREATE INDEX ntf_batch_due ON ntf_batch (due_at);

CREATE TABLE ntf_batch_document (
  firm_id VARCHAR(36) NOT NULL,
  client_file_id VARCHAR(100) NOT NULL,
  direction VARCHAR(10) NOT NULL,
  batch VARCHAR(100) NOT NULL,
  document_id VARCHAR(100) NOT NULL,
  version BIGINT NOT NULL,
  PRIMARY KEY (firm_id, client_file_id, direction, batch, document_id)
);

CREATE TABLE ntf_webhook (
  firm_id VARCHAR(36) NOT NULL,
  id VARCHAR(36) NOT NULL,
  url VARCHAR(500) NOT NULL,
  secret VARCHAR(100) NOT NULL,
  types VARCHAR(2000) NOT NULL,
  active BOOLEAN NOT NULL,
  created_at TIMESTAMP NOT NULL,
  version BIGINT NOT NULL,
  PRIMARY KEY (firm_id, id)
);
