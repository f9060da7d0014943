-- The results of POST requests that carried an Idempotency-Key, for 24 hours. status is null while the request runs.
CREATE TABLE plt_idempotency (
  caller VARCHAR(100) NOT NULL,
  request_key VARCHAR(200) NOT NULL,
  created_at TIMESTAMP NOT NULL,
  request_digest VARCHAR(64),
  status INTEGER,
  location VARCHAR(500),
  etag VARCHAR(100),
  body VARCHAR(32000),
  PRIMARY KEY (caller, request_key)
);
CREATE INDEX plt_idempotency_age ON plt_idempotency (caller, created_at);
