-- How often a person hears of news. Who has chosen nothing has no row, and hears of them at once.
CREATE TABLE ntf_preference (
  user_id VARCHAR(36) NOT NULL,
  rhythm VARCHAR(10) NOT NULL,
  version BIGINT NOT NULL,
  PRIMARY KEY (user_id)
);
-- For the message in which the news of one person are collected.
CREATE INDEX ntf_message_recipient ON ntf_message (firm_id, recipient, state);
