-- What changed in a firm's client files, in the order of the commits: one row a file, with the number of its last change. The
-- counter's row is locked until the commit, so a number that can be seen has none below it that is still to come.
CREATE TABLE lnk_change_counter (
  firm_id VARCHAR(36) NOT NULL,
  last_number BIGINT NOT NULL,
  PRIMARY KEY (firm_id)
);
CREATE TABLE lnk_change (
  firm_id VARCHAR(36) NOT NULL,
  client_file_id VARCHAR(36) NOT NULL,
  change_number BIGINT NOT NULL,
  PRIMARY KEY (firm_id, client_file_id)
);
CREATE INDEX lnk_change_number ON lnk_change (firm_id, change_number, client_file_id);

-- The files that were there before this table.
INSERT INTO lnk_change (firm_id, client_file_id, change_number)
  SELECT firm_id, client_file_id, ROW_NUMBER() OVER () FROM (SELECT DISTINCT firm_id, client_file_id FROM lnk_key) files;
INSERT INTO lnk_change_counter (firm_id, last_number)
  SELECT firm_id, MAX(change_number) FROM lnk_change GROUP BY firm_id;

-- How often suggestions with a field among their reasons were linked or dismissed.
CREATE TABLE lnk_decision (
  firm_id VARCHAR(36) NOT NULL,
  field VARCHAR(50) NOT NULL,
  linked BIGINT NOT NULL,
  dismissed BIGINT NOT NULL,
  PRIMARY KEY (firm_id, field)
);

-- Which strategies a firm asks. Without a row: the best by rank.
CREATE TABLE lnk_choice (
  firm_id VARCHAR(36) NOT NULL,
  choice_mode VARCHAR(10) NOT NULL,
  strategies VARCHAR(1200) NOT NULL,
  version BIGINT NOT NULL,
  PRIMARY KEY (firm_id)
);

-- Scans over all files of a firm. beat_at moves while one runs. The column running holds NOW or, when it has ended, its id:
-- being unique, it lets a firm have one at a time.
CREATE TABLE lnk_scan (
  firm_id VARCHAR(36) NOT NULL,
  id VARCHAR(36) NOT NULL,
  state VARCHAR(12) NOT NULL,
  running VARCHAR(36) NOT NULL,
  strategy_id VARCHAR(100),
  strategy_bundle VARCHAR(200),
  strategy_version VARCHAR(100),
  files_done BIGINT NOT NULL,
  files_total BIGINT NOT NULL,
  proposed BIGINT NOT NULL,
  skipped BIGINT NOT NULL,
  unanswered BIGINT NOT NULL,
  detail VARCHAR(500),
  actor_kind VARCHAR(20) NOT NULL,
  actor_id VARCHAR(100) NOT NULL,
  started_at TIMESTAMP NOT NULL,
  beat_at TIMESTAMP NOT NULL,
  ended_at TIMESTAMP,
  version BIGINT NOT NULL,
  PRIMARY KEY (firm_id, id)
);
CREATE UNIQUE INDEX lnk_scan_running ON lnk_scan (firm_id, running);
CREATE INDEX lnk_scan_state ON lnk_scan (state, beat_at);

-- Where a proposal comes from, and why.
ALTER TABLE lnk_proposal ADD COLUMN kind VARCHAR(12) DEFAULT 'EMAIL_CHANGE' NOT NULL;
ALTER TABLE lnk_proposal ADD COLUMN reasons VARCHAR(2200);
ALTER TABLE lnk_proposal ADD COLUMN strategy_id VARCHAR(100);
ALTER TABLE lnk_proposal ADD COLUMN strategy_bundle VARCHAR(200);
ALTER TABLE lnk_proposal ADD COLUMN strategy_version VARCHAR(100);

-- Two files of which an operator has said that they do not belong together. file_a is the lesser id.
CREATE TABLE lnk_dismissed (
  firm_id VARCHAR(36) NOT NULL,
  file_a VARCHAR(36) NOT NULL,
  file_b VARCHAR(36) NOT NULL,
  PRIMARY KEY (firm_id, file_a, file_b)
);
